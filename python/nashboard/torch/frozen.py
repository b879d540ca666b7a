"""Lets a probe look at both players without leaving a trace in them."""

from contextlib import contextmanager
from typing import Iterator, List, Tuple

import torch
from torch import nn


@contextmanager
def frozen(*modules: nn.Module) -> Iterator[None]:
    """Evaluation mode, no gradients; training flags, buffers and random states are afterwards as they were."""
    flags: List[Tuple[nn.Module, bool]] = [(part, part.training) for module in modules for part in module.modules()]
    buffers = [(buffer, buffer.clone()) for module in modules for buffer in module.buffers()]
    devices = sorted({p.device.index or 0 for m in modules for p in m.parameters() if p.device.type == "cuda"})
    try:
        with torch.random.fork_rng(devices=devices), torch.no_grad():
            for part, _ in flags:
                part.training = False
            yield
    finally:
        for part, was_training in flags:
            part.training = was_training
        with torch.no_grad():
            for buffer, before in buffers:
                buffer.copy_(before)
