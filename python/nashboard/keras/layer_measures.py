"""Measures what a step did to each layer, in one compiled call and one fetch."""

from typing import Any, List, Sequence

import tensorflow as tf


@tf.function(reduce_retracing=True)  # type: ignore[untyped-decorator, unused-ignore]
def layer_rows(gradients: Sequence[Any], before: Sequence[Any], after: Sequence[Any]) -> Any:
    """[layerCount × 4] ‖g‖₂, entries of g that are not finite, ‖θ‖₂ before the step and ‖Δθ‖₂ of it."""
    rows = []
    for gradient, weight, moved in zip(gradients, before, after):
        old, new = tf.cast(weight, tf.float32), tf.cast(moved, tf.float32)
        bad = tf.cast(tf.math.count_nonzero(~tf.math.is_finite(gradient)), tf.float32)
        rows.append(tf.stack([tf.norm(gradient), bad, tf.norm(old), tf.norm(new - old)]))
    return tf.stack(rows)


@tf.function(reduce_retracing=True)  # type: ignore[untyped-decorator, unused-ignore]
def cosine(gradients: Sequence[Any], earlier: Sequence[Any]) -> Any:
    """Between two gradients of all layers, −1 to 1; NaN where one is all zeros, since that has no direction."""
    product = tf.add_n([tf.reduce_sum(now * old) for now, old in zip(gradients, earlier)])
    norms = [tf.linalg.global_norm(list(of)) for of in (gradients, earlier)]
    return tf.clip_by_value(product / (norms[0] * norms[1]), -1.0, 1.0)


def copies(tensors: Sequence[Any]) -> List[Any]:
    return [tf.identity(tensor) for tensor in tensors]
