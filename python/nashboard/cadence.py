"""How often each kind of instrument is read: the whole cost of watching is decided here."""

from dataclasses import dataclass, replace
from typing import Sequence

SLICE_SAMPLES = 4
"""A probe in every step then costs an eighth of what a batch of 32 does; banks of 64 are seen anew every 16 steps."""


@dataclass(frozen=True)
class Cadence:
    """Each in training steps; 0 turns the kind off."""

    layers: int = 10
    """Gradient norms, non-finite entries, update ratios, the signal at the samples."""
    histograms: int = 100
    """Gradient histograms."""
    direction: int = 50
    """The cosine between a step's gradient and that of the step before."""
    probe: int = 100
    """Logits of fixed banks and units that are dead or saturated, both players frozen."""
    samples: int = 500
    """Pictures of the fixed noise."""
    features: int = 500
    """Features of a layer of the discriminator for the fixed banks."""

    bank_slice: int = 0
    """
    How many samples of each bank are looked at anew, in turn, by what is due in every step; the others stand as they
    were last seen. 0: all of them.
    """
    histogram_layers: int = 0
    """Of how many layers of each player, in turn, there are histograms where they are due in every step. 0: of all."""

    @staticmethod
    def every_step(bank_slice: int = SLICE_SAMPLES, histogram_layers: int = 1) -> "Cadence":
        """All kinds in every step, the dear ones in turns; `every_step(0, 0)` is everything at once."""
        each = Cadence(layers=1, histograms=1, direction=1, probe=1, samples=1, features=1)
        return replace(each, bank_slice=bank_slice, histogram_layers=histogram_layers)

    def layers_in_turn(self, step: int, layers: Sequence[str]) -> "Sequence[str]":
        """Those whose histograms are due at a step at which histograms are."""
        count = self.histogram_layers if self.histograms == 1 else 0
        if not 0 < count < len(layers):
            return layers
        return [layers[(step * count + place) % len(layers)] for place in range(count)]

    def takes_turns(self, kinds: Sequence[str]) -> bool:
        """Whether a slice of the banks is enough where these kinds fall due together."""
        return self.bank_slice > 0 and all(getattr(self, kind) == 1 for kind in kinds)


def is_due(step: int, every: int) -> bool:
    return every > 0 and step % every == 0
