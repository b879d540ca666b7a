"""Sees what the generator is given and what comes back to its samples, also inside a compiled step."""

from typing import Any

import keras
import tensorflow as tf

_FREQUENCY = 0.7
"""Radians: weights of neighbouring entries differ, so that other noise has another sum."""


class GeneratorTap:
    """
    Replaces `generator.call` by one that, where the tap is armed, keeps a fingerprint of its input and Σ‖∂L/∂G(z_i)‖₂
    of the gradient that passes its output. Made before the step is traced, as the gradient taps are.
    """

    def __init__(self, generator: Any) -> None:
        self._generator = generator
        self._was_armed = False
        self._is_armed = tf.Variable(False, trainable=False)
        self._fingerprint = tf.Variable(float("nan"), trainable=False)
        self._signal = tf.Variable(float("nan"), trainable=False)
        self._call = generator.call
        generator.call = self._call_and_look

    def arm(self, is_armed: bool) -> None:
        if is_armed != self._was_armed:
            self._is_armed.assign(is_armed)
        self._was_armed = is_armed
        self._fingerprint.assign(float("nan"))
        self._signal.assign(float("nan"))

    def fingerprint(self) -> float:
        """Of the last input since `arm`; NaN where there was none."""
        return float(self._fingerprint.numpy())

    def signal(self) -> float:
        """Of the last backward pass since `arm`; NaN where there was none."""
        return float(self._signal.numpy())

    def remove(self) -> None:
        self._generator.call = self._call

    def _call_and_look(self, inputs: Any, *arguments: Any, **options: Any) -> Any:
        given = tf.nest.flatten(inputs)[0]
        if isinstance(given, keras.KerasTensor):  # a model is being built; there are no values to see
            return self._call(inputs, *arguments, **options)
        self._keep(self._fingerprint, lambda: _fingerprint_of(given))
        output = self._call(inputs, *arguments, **options)
        return self._passed(output) if tf.is_tensor(output) else output

    def _passed(self, output: Any) -> Any:
        @tf.custom_gradient  # type: ignore[untyped-decorator, unused-ignore]
        def passed(samples: Any) -> Any:
            def backward(upstream: Any) -> Any:
                self._keep(self._signal, lambda: _signal_of(upstream))
                return upstream

            return tf.identity(samples), backward

        return passed(output)

    def _keep(self, place: Any, value_of: Any) -> None:
        def keep() -> Any:
            place.assign(value_of())
            return tf.constant(True)

        tf.cond(self._is_armed, keep, lambda: tf.constant(False))


def _fingerprint_of(given: Any) -> Any:
    flat = tf.reshape(tf.cast(given, tf.float32), [-1])
    return tf.reduce_sum(flat * tf.cos(_FREQUENCY * tf.cast(tf.range(tf.size(flat)), tf.float32)))


def _signal_of(gradient: Any) -> Any:
    by_sample = tf.reshape(tf.cast(gradient, tf.float32), [tf.shape(gradient)[0], -1])
    return tf.reduce_sum(tf.norm(by_sample, axis=1))
