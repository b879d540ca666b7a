"""How often each kind of instrument is read: the whole cost of watching is decided here."""

from dataclasses import dataclass


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

    @staticmethod
    def every_step() -> "Cadence":
        return Cadence(layers=1, histograms=1, direction=1, probe=1, samples=1, features=1)


def is_due(step: int, every: int) -> bool:
    return every > 0 and step % every == 0
