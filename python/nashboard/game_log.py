"""Logs an adversarial game under the canonical tags, so that diagnosis needs no guessing."""

from typing import Mapping, Optional, Sequence, Tuple, Union

import numpy as np
from numpy.typing import ArrayLike

from .event_log import EventLog
from .event_records import EventRecords
from .explained_error import ExplainedError
from .histogram_edges import GRADIENT_EDGES, LOGIT_EDGES, counted, histogram_rows, occupied_range
from .hyperparameter_content import HyperparameterValue
from .png import encode_pngs, pixels_of
from .wav import encode_wav

PLUGIN = "nashboard"
_LOSS_TAGS = ("generator/loss", "discriminator/loss")
_PLAYERS = ("generator", "discriminator")


class GameLog:
    """
    Every method takes the step first and arrays of any framework that numpy can read, and keeps none of them. Values
    that are not finite are never dropped: a scalar keeps them; in a histogram ±∞ falls in the outermost bin and NaN
    in none, and both are counted under `<player>/non_finite/…` at that step (no such value: none there).
    """

    def __init__(self, log: EventLog) -> None:
        self.events = log

    def log_losses(
        self,
        step: int,
        *,
        generator: float,
        discriminator: float,
        discriminator_real: Optional[float] = None,
        discriminator_fake: Optional[float] = None,
    ) -> None:
        """Losses as minimised, in their own unit (nats for cross-entropy). The parts exclude penalties."""
        self.events.scalar("generator/loss", step, generator)
        self.events.scalar("discriminator/loss", step, discriminator)
        self._scalar_if_given("discriminator/loss/real", step, discriminator_real)
        self._scalar_if_given("discriminator/loss/fake", step, discriminator_fake)

    def log_accuracy(self, step: int, *, real: float, fake: float) -> None:
        """Shares of a batch, 0–1, that the discriminator judged rightly."""
        self.events.scalar("discriminator/accuracy/real", step, real)
        self.events.scalar("discriminator/accuracy/fake", step, fake)

    def log_logits(
        self,
        step: int,
        *,
        real: ArrayLike,
        fake: ArrayLike,
        held_out: Optional[ArrayLike] = None,
        other_labels: Optional[ArrayLike] = None,
    ) -> None:
        """
        Raw discriminator outputs before any sigmoid, one a sample, any shape; both players frozen. `held_out`: real
        samples never trained on; `other_labels`: the `real` ones under labels that are not theirs. Histograms on one
        stretch of `LOGIT_EDGES`.
        """
        given = (("real", real), ("fake", fake), ("held_out", held_out), ("other_labels", other_labels))
        sides = [(name, np.array(values)) for name, values in given if values is not None]
        self.events.later(_write_logits, sum(values.nbytes for _, values in sides), step, sides)

    def log_layer(
        self,
        step: int,
        player: str,
        layer: str,
        gradient: ArrayLike,
        *,
        weight_norm: Optional[float] = None,
        update_norm: Optional[float] = None,
    ) -> None:
        """
        `gradient`: all entries, any order, before clipping or any other clean-up. `layer`: readable and stable, it
        becomes the end of the tags. Norms are ‖θ‖₂ before the update and ‖Δθ‖₂ of it; no ratio exists to a weight
        that is all zeros, so none is written then.
        """
        values = np.array(gradient)
        self.events.later(_write_gradient, values.nbytes, step, _checked_player(player), layer, values)
        self.log_update(step, player, layer, weight_norm=weight_norm, update_norm=update_norm)

    def log_update(
        self,
        step: int,
        player: str,
        layer: str,
        *,
        weight_norm: Optional[float],
        update_norm: Optional[float],
    ) -> None:
        """`<player>/update_ratio/<layer>` = ‖Δθ‖₂ / ‖θ‖₂, where both are known and θ is not all zeros."""
        if update_norm is not None and weight_norm is not None and weight_norm != 0:
            tag = f"{_checked_player(player)}/update_ratio/{layer}"
            self.events.scalar(tag, step, update_norm / weight_norm)

    def log_gradient(self, step: int, player: str, layer: str, gradient: "np.ndarray") -> None:
        """The histogram alone; `gradient` is not to be changed afterwards."""
        values = (step, _checked_player(player), layer, gradient)
        self.events.later(_write_gradient_histogram, gradient.nbytes, *values)

    def log_gradient_counts(self, step: int, player: str, layer: str, counts: ArrayLike) -> None:
        """Where the gradient was counted on its device: `counts` over all bins of `GRADIENT_EDGES`."""
        columns = np.asarray(counts, dtype=np.float64)
        rows = histogram_rows(columns, GRADIENT_EDGES, occupied_range([columns]))
        self.events.histogram(f"{_checked_player(player)}/gradients/{layer}", step, rows)

    def log_non_finite(self, step: int, player: str, what: str, count: int) -> None:
        """`<player>/non_finite/<what>`, where there are any."""
        if count > 0:
            self.events.scalar(f"{_checked_player(player)}/non_finite/{what}", step, count)

    def log_dead_units(self, step: int, player: str, layer: str, share: float) -> None:
        """Share of a layer's units, 0–1, that are zero on every sample of a probe."""
        self.events.scalar(f"{_checked_player(player)}/dead_units/{layer}", step, share)

    def log_signal_at_samples(self, step: int, signal: float) -> None:
        """Σ‖∂L_G/∂G(z_i)‖₂ over a batch whose loss is a mean: what reaches the generator before its own layers."""
        self.events.scalar("generator/signal_at_samples", step, signal)

    def log_samples(
        self, step: int, kind: str, images: ArrayLike, *, value_range: Tuple[float, float] = (0.0, 1.0)
    ) -> None:
        """
        `samples/<kind>`, single images that can be followed through training; kind: `fixed_noise` (the same latent
        vectors each time, in the same order), `average`, `training_mode` or `other_labels` (the same drawn otherwise),
        `random` or `real`. `images`: [count × channels × height × width], or
        channels last, or [count × height × width]; bytes, or numbers of `value_range`.
        """
        array = np.array(images)
        if array.ndim not in (3, 4):
            raise ExplainedError(
                "SDK_IMAGE_SHAPE",
                what=f"Got images of shape {list(array.shape)}.",
                why="Height and width cannot be told from it.",
                fix="Pass [count × channels × height × width], channels last, or [count × height × width].",
            )
        self.events.later(_write_samples, array.nbytes, step, kind, array, value_range)

    def log_audio(self, step: int, kind: str, clips: Sequence[ArrayLike], sample_rate: int) -> None:
        """`samples/<kind>`; each clip [sampleCount] or [sampleCount × channelCount], −1 to 1; rate in hertz."""
        encoded = [encode_wav(np.asarray(clip), sample_rate) for clip in clips]
        self.events.audio(f"samples/{kind}", step, encoded)

    def log_text(self, step: int, kind: str, texts: Union[str, Sequence[str]]) -> None:
        """`samples/<kind>`, shown as Markdown."""
        self.events.text(f"samples/{kind}", step, texts)

    def log_features(
        self,
        step: int,
        encoder: str,
        *,
        real: Optional[ArrayLike] = None,
        fake: Optional[ArrayLike] = None,
        held_out: Optional[ArrayLike] = None,
    ) -> None:
        """`features/<encoder>/{real,fake,held_out}`, each [sampleCount × featureCount], stored as float32."""
        for side, values in (("real", real), ("fake", fake), ("held_out", held_out)):
            if values is not None:
                features = np.array(values, dtype=np.float32)
                self.events.tensor(f"features/{encoder}/{side}", step, features, plugin=PLUGIN)

    def log_hyperparameters(self, parameters: Mapping[str, HyperparameterValue]) -> None:
        """What the run was told; once, before the first step. TensorBoard's HPARAMS tab shows it beside the losses."""
        self.events.hyperparameters(parameters, _LOSS_TAGS)

    def _scalar_if_given(self, tag: str, step: int, value: Optional[float]) -> None:
        if value is not None:
            self.events.scalar(tag, step, value)


def _checked_player(player: str) -> str:
    if player in _PLAYERS:
        return player
    raise ExplainedError(
        "PYTHON_PLAYER",
        what=f"The player is called “{player}”.",
        why="The diagnosis would not know whose series this is.",
        fix="Say “generator” or “discriminator”.",
    )


def _write_logits(
    records: EventRecords, step: int, sides: "Sequence[Tuple[str, np.ndarray]]", wall_time: float
) -> None:
    columns = [counted(values, LOGIT_EDGES) for _, values in sides]
    stretch = occupied_range([counts for counts, _ in columns])
    for (name, _), (counts, non_finite) in zip(sides, columns):
        rows = histogram_rows(counts, LOGIT_EDGES, stretch)
        records.histogram(f"discriminator/logits/{name}", step, rows, wall_time)
        if non_finite:
            records.scalar(f"discriminator/non_finite/logits/{name}", step, non_finite, wall_time)


def _write_gradient(
    records: EventRecords, step: int, player: str, layer: str, gradient: "np.ndarray", wall_time: float
) -> None:
    non_finite = _write_gradient_histogram(records, step, player, layer, gradient, wall_time)
    if non_finite:
        records.scalar(f"{player}/non_finite/gradients/{layer}", step, non_finite, wall_time)
    norm = float(np.linalg.norm(gradient.reshape(-1).astype(np.float64)))
    records.scalar(f"{player}/gradient_norm/{layer}", step, norm, wall_time)


def _write_gradient_histogram(
    records: EventRecords, step: int, player: str, layer: str, gradient: "np.ndarray", wall_time: float
) -> int:
    """How many entries are not finite."""
    counts, non_finite = counted(gradient, GRADIENT_EDGES)
    rows = histogram_rows(counts, GRADIENT_EDGES, occupied_range([counts]))
    records.histogram(f"{player}/gradients/{layer}", step, rows, wall_time)
    return non_finite


def _write_samples(
    records: EventRecords,
    step: int,
    kind: str,
    images: "np.ndarray",
    value_range: Tuple[float, float],
    wall_time: float,
) -> None:
    pixels = pixels_of(images, *value_range)
    size = (pixels.shape[2], pixels.shape[1])
    records.images(f"samples/{kind}", step, encode_pngs(pixels), size, wall_time)
