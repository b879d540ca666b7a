"""Gathers numbers on their device and brings them over together: one wait for the device instead of many."""

from typing import Callable, List, Sequence, Tuple

import torch
from torch import Tensor

Receiver = Callable[[Sequence[float]], None]


class Fetch:
    """Numbers travel as float64 where the device has it, so that counts stay exact."""

    def __init__(self) -> None:
        self._waiting: List[Tuple[Tensor, Receiver]] = []

    def later(self, values: Tensor, receive: Receiver) -> None:
        """`values`: any shape; `receive` gets them flat, at the next `now`."""
        self._waiting.append((values.detach().reshape(-1), receive))

    def now(self) -> None:
        waiting, self._waiting = self._waiting, []
        by_device: "dict[torch.device, List[Tuple[Tensor, Receiver]]]" = {}
        for values, receive in waiting:
            by_device.setdefault(values.device, []).append((values, receive))
        for device, group in by_device.items():
            exact = torch.float32 if device.type == "mps" else torch.float64
            numbers = torch.cat([values.to(exact) for values, _ in group]).tolist()
            at = 0
            for values, receive in group:
                receive(numbers[at : at + values.numel()])
                at += values.numel()
