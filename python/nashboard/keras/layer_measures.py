"""Measures what a step did to each layer of one player, in one compiled call and one fetch."""

from typing import Any, List, Sequence

import tensorflow as tf


class LayerMeasures:
    """Of the gradients and weights that these variables hold when asked; compiled once, so that they need not be passed."""

    def __init__(self, gradients: Sequence[Any], weights: Sequence[Any]) -> None:
        self._gradients, self._weights = list(gradients), list(weights)
        self._rows = tf.function(self._layer_rows)
        self._cosine = tf.function(self._cosine_to)

    def rows(self, before: Sequence[Any]) -> "List[List[float]]":
        """
        [layerCount × 4] ‖g‖₂, entries of g that are not finite, ‖θ‖₂ `before` the step and ‖Δθ‖₂ of it; in float32.
        """
        rows: "List[List[float]]" = self._rows(list(before)).numpy().tolist()
        return rows

    def cosine(self, earlier: Sequence[Any]) -> float:
        """To earlier gradients of all layers, −1 to 1; NaN where one is all zeros, since that has no direction."""
        return float(self._cosine(list(earlier)).numpy())

    def _layer_rows(self, before: Sequence[Any]) -> Any:
        rows = []
        for gradient, weight, moved in zip(self._gradients, before, self._weights):
            old, new = tf.cast(weight, tf.float32), tf.cast(moved, tf.float32)
            rows.append(tf.stack([_norm(gradient), _non_finite(gradient), _norm(old), _norm(new - old)]))
        return tf.stack(rows)

    def _cosine_to(self, earlier: Sequence[Any]) -> Any:
        pairs = [(tf.reshape(now, [1, -1]), tf.reshape(old, [-1, 1])) for now, old in zip(self._gradients, earlier)]
        product = tf.add_n([tf.matmul(now, old)[0, 0] for now, old in pairs])
        norms = [tf.linalg.global_norm(list(of)) for of in (self._gradients, earlier)]
        return tf.clip_by_value(product / (norms[0] * norms[1]), -1.0, 1.0)


def _norm(tensor: Any) -> Any:
    return tf.sqrt(2 * tf.nn.l2_loss(tensor))  # without the copy of all squares that tf.norm makes


def _non_finite(tensor: Any) -> Any:
    """Counted only where there can be any."""
    none = lambda: tf.constant(0.0)
    some = lambda: tf.cast(tf.math.count_nonzero(~tf.math.is_finite(tensor)), tf.float32)
    return tf.cond(tf.math.is_finite(tf.nn.l2_loss(tensor)), none, some)


def copies(tensors: Sequence[Any]) -> List[Any]:
    return [tf.identity(tensor) for tensor in tensors]
