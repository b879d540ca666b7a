"""PyTorch: `watch(...)` once, `.step(...)` once a step."""

from ..cadence import Cadence
from ..stop_hook import Stop, StopHook
from .training_watch import SilentWatch, Watch
from .watch import watch

__all__ = ["Cadence", "SilentWatch", "Stop", "StopHook", "Watch", "watch"]
