"""One compiled pass through a network, which also gives what its inner layers made."""

from typing import Any, List, Sequence

import keras
import tensorflow as tf


class LookThrough:
    """`hidden`: layers whose outputs are wanted; a subclassed model has none that can be asked for."""

    def __init__(self, model: Any, hidden: Sequence[Any]) -> None:
        inner = keras.Model(model.inputs, [*model.outputs, *(layer.output for layer in hidden)]) if hidden else model
        self._hidden_count = len(hidden)

        def looked_through(batch: Any) -> Any:
            return tf.nest.flatten(inner(batch, training=False))

        self._looked_through = tf.function(looked_through, reduce_retracing=True)

    def __call__(self, batch: Any) -> "tuple[Any, List[Any]]":
        """The network's first output, and those of the hidden layers; in inference mode."""
        outputs = self._looked_through(batch)
        return outputs[0], list(outputs[len(outputs) - self._hidden_count :])
