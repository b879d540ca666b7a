"""A training loop's mouth: standard event files with what the diagnosis of adversarial training needs."""

from .event_log import EventLog
from .explained_error import ExplainedError
from .game_log import GameLog
from .histogram_edges import GRADIENT_EDGES, LOGIT_EDGES

__all__ = ["GRADIENT_EDGES", "LOGIT_EDGES", "EventLog", "ExplainedError", "GameLog"]
__version__ = "0.1.0"
