"""Sees the gradients that an optimiser is given, also where they exist only inside a compiled step."""

from typing import Any, Callable, List, Optional

import tensorflow as tf

from ..preflight import Concern, check_ownership


class GradientTap:
    """
    Replaces `optimizer.apply` by one that keeps the gradients first, where the tap is armed, before the optimiser's own
    clipping. Made before the step is traced; a variable of the graph arms it, so that it costs nothing otherwise.
    """

    def __init__(self, player: str, optimizer: Any, variables: List[Any], report: Callable[[List[Concern]], None]) -> None:
        self.variables = variables
        self.layers = [str(getattr(variable, "path", variable.name)) for variable in variables]
        self.gradients = [tf.Variable(tf.zeros(v.shape, tf.float32), trainable=False) for v in variables]
        self._player = player
        self.is_armed = False
        self._is_armed = tf.Variable(False, trainable=False)
        self._kept = tf.Variable(0, trainable=False)
        self._kept_before_arming = 0
        self._places = {id(variable): place for place, variable in enumerate(variables)}
        self._report: Optional[Callable[[List[Concern]], None]] = report
        self._optimizer = optimizer
        self._apply = optimizer.apply
        optimizer.apply = self._keep_and_apply

    @property
    def optimizer(self) -> Any:
        return self._optimizer

    def arm(self, is_armed: bool) -> None:
        if is_armed != self.is_armed:
            self._is_armed.assign(is_armed)
        self.is_armed = is_armed
        self._kept_before_arming = int(self._kept.numpy())

    def has_seen_a_step(self) -> bool:
        """Since `arm`: `gradients` are then those of the player's last step."""
        return int(self._kept.numpy()) > self._kept_before_arming

    def remove(self) -> None:
        self._optimizer.apply = self._apply

    def _keep_and_apply(self, grads: Any, trainable_variables: Any = None) -> Any:
        gradients = list(grads)
        targets = self.variables if trainable_variables is None else list(trainable_variables)
        self._check(targets)

        def keep() -> Any:
            for gradient, target in zip(gradients, targets):
                place = self._places.get(id(target))
                if place is not None and gradient is not None:
                    self.gradients[place].assign(tf.cast(tf.convert_to_tensor(gradient), tf.float32))
            self._kept.assign_add(1)
            return tf.constant(True)

        tf.cond(self._is_armed, keep, lambda: tf.constant(False))
        return self._apply(gradients, trainable_variables)

    def _check(self, targets: List[Any]) -> None:
        """Once, when the step is first run or traced."""
        if self._report is None:
            return
        report, self._report = self._report, None
        own = sum(id(target) in self._places for target in targets)
        report(check_ownership(self._player, own=own, foreign=len(targets) - own, missing=len(self._places) - own))
