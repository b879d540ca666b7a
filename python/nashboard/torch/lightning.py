"""A Lightning callback: watches a module that trains two networks with two optimisers by hand."""

from typing import Any, Callable, Mapping, Optional, Tuple

try:
    from lightning.pytorch import Callback
except ImportError:  # the same library under its older name
    from pytorch_lightning import Callback  # type: ignore[assignment, unused-ignore]

from .preflight import LossFunction
from .watch import watch


class WatchCallback(Callback):  # type: ignore[misc, unused-ignore]
    """
    `players`: attributes of the module (generator, discriminator); `losses`: names under which it logs their losses
    (`self.log`) or returns them from `training_step`; optimisers are taken in the players' order. `options` are those
    of `nashboard.torch.watch`, `log_dir` among them. `preflight` gives, from the module, the two loss functions that
    `Watch.preflight` takes. A confirmed finding of `stop_severity` ends the training; 0: never.
    """

    def __init__(
        self,
        *,
        players: Tuple[str, str] = ("generator", "discriminator"),
        losses: Tuple[str, str] = ("g_loss", "d_loss"),
        preflight: "Optional[Callable[[Any], Mapping[str, LossFunction]]]" = None,
        stop_severity: int = 0,
        **options: Any,
    ) -> None:
        self._player_names = players
        self._loss_names = losses
        self._preflight = preflight
        self._stop_severity = stop_severity
        self._options = options
        self.watch: Any = None

    def on_train_start(self, trainer: Any, pl_module: Any) -> None:
        networks = [getattr(pl_module, name) for name in self._player_names]
        self.watch = watch(networks[0], networks[1], trainer.optimizers[0], trainer.optimizers[1], **self._options)
        if self._preflight is not None:
            self.watch.preflight(**self._preflight(pl_module))

    def on_train_batch_end(self, trainer: Any, pl_module: Any, outputs: Any, batch: Any, batch_idx: int) -> None:
        returned = outputs if isinstance(outputs, dict) else {}
        generator, discriminator = (
            returned.get(name, trainer.callback_metrics.get(name, float("nan"))) for name in self._loss_names
        )
        self.watch.step(generator_loss=generator, discriminator_loss=discriminator)
        if self._stop_severity and self.watch.should_stop(self._stop_severity):
            trainer.should_stop = True

    def on_train_end(self, trainer: Any, pl_module: Any) -> None:
        self.watch.close()

    def on_exception(self, trainer: Any, pl_module: Any, exception: BaseException) -> None:
        if self.watch is not None:
            self.watch.close()
