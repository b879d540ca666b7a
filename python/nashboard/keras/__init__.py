"""TensorFlow and Keras: `Watch(...)` before the loop, `.step(...)` once a step, or a callback of `fit`."""

from ..cadence import Cadence
from ..stop_hook import Stop, StopHook
from .watch import Watch, WatchCallback

__all__ = ["Cadence", "Stop", "StopHook", "Watch", "WatchCallback"]
