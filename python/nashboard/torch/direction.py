"""Whether a player's gradient goes on where that of the step before it went."""

from typing import Callable, Dict, Optional, Sequence

import torch
from torch import Tensor

from ..game_log import GameLog
from .fetch import Fetch


class Direction:
    """
    Keeps one step's gradients until the next one's come. `<player>/gradient_cosine`: −1 to 1, exact, computed where
    the gradients lie; NaN where one of them is all zeros, since that has no direction. Under mixed precision it does
    not depend on the scale.
    """

    def __init__(self, player: str, log: GameLog, fetch: Fetch) -> None:
        self._player, self._log, self._fetch = player, log, fetch
        self._earlier: Dict[str, Tensor] = {}
        self._earlier_norm: Optional[Tensor] = None

    def take(self, step: int, gradients: Dict[str, Tensor], norms: Tensor, *, is_due: bool, is_next: bool) -> None:
        """`gradients` by layer and their `norms`; kept where the next step `is_next` to be compared with this one."""
        norm = torch.linalg.vector_norm(norms)
        pairs = [(gradients[layer], earlier) for layer, earlier in self._earlier.items() if layer in gradients]
        if is_due and pairs and self._earlier_norm is not None:
            product = torch.stack([torch.dot(_flat(now), _flat(earlier)) for now, earlier in pairs]).sum()
            self._fetch.later(torch.stack([product, norm, self._earlier_norm]), self._receiver(step))
        self._earlier, self._earlier_norm = (gradients, norm) if is_next else ({}, None)

    def _receiver(self, step: int) -> Callable[[Sequence[float]], None]:
        def receive(values: Sequence[float]) -> None:
            product, norm, earlier_norm = values
            scale = norm * earlier_norm
            cosine = max(-1.0, min(product / scale, 1.0)) if scale > 0 and product == product else float("nan")
            self._log.events.scalar(f"{self._player}/gradient_cosine", step, cosine)

        return receive


def _flat(gradient: Tensor) -> Tensor:
    """In float32 at least: sums of many products of half precision overflow."""
    return gradient.reshape(-1).float()
