"""Appends bytes to a new file named as TensorBoard expects, never to one that is there."""

import os
import socket
from typing import Optional

from .explained_error import ExplainedError


class EventFile:
    """Opened at the first `append`; what could not be written is kept by the caller and given again."""

    def __init__(self, directory: str, start_seconds: float, rank: Optional[int]) -> None:
        self._directory = directory
        self._start_seconds = int(start_seconds)
        self._rank = rank
        self._descriptor: Optional[int] = None
        self.path: Optional[str] = None

    def append(self, data: "bytes | bytearray | memoryview") -> int:
        """How many of the bytes are in the system's hands; fewer than given where the disk took only part."""
        if self._descriptor is None:
            self._descriptor = self._opened()
        return os.write(self._descriptor, data)

    def close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _opened(self) -> int:
        os.makedirs(self._directory, exist_ok=True)
        # TensorBoard sorts the files of a run by name, so the seconds have a fixed width.
        name = f"events.out.tfevents.{self._start_seconds:010d}.{socket.gethostname()}.{os.getpid()}.nashboard"
        if self._rank:
            name += f".rank{self._rank}"
        attempt = 0
        while True:
            path = os.path.join(self._directory, f"{name}.{attempt}" if attempt else name)
            try:
                descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o644)
            except FileExistsError:
                attempt += 1
                continue
            self.path = path
            return descriptor


def write_failure(error: OSError, directory: str, lost_bytes: int) -> ExplainedError:
    return ExplainedError(
        "PYTHON_EVENT_FILE",
        what=f"{lost_bytes} bytes of the event log could not be written ({error.strerror or error}).",
        why="What was logged since then is missing from the run.",
        fix="Make room on the disk, or make the directory writable, and log somewhere else meanwhile.",
        where=directory,
    )
