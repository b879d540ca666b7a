"""Takes values from the training thread without making it wait, and writes them from a thread of its own."""

import os
import sys
import threading
import time
from collections import deque
from typing import Any, Callable, Deque, Mapping, Optional, Sequence, Tuple, Union

import numpy as np

from .end_of_process import close_at_end, close_with_child
from .event_file import EventFile, write_failure
from .event_records import EventRecords
from .event_step import checked_step
from .explained_error import ExplainedError
from .hyperparameter_content import HyperparameterValue

FLUSH_SECONDS = 0.5
"""Half of the second that a killed trainer may lose: the rest is for a busy machine."""
QUEUE_VALUES = 100_000
"""Waiting calls; ten thousand steps of ten scalars."""
QUEUE_BYTES = 256 * 2**20
"""Waiting arrays: some minutes of probes on a disk that has stopped."""
ROOM_VALUES, ROOM_BYTES = QUEUE_VALUES * 9 // 10, QUEUE_BYTES // 2
"""What the queue must have sunk to before a full one takes values again."""
WAIT_FOR_ROOM_SECONDS = 0.25
"""A loop that only logs is slowed to the writer's pace; a disk that hangs costs training this much, once."""
Work = Callable[..., object]


class EventLog:
    """
    One event file a process. Calls may come from any thread and from signal handlers; in a forked child the log
    goes on in a file of its own. Nothing is dropped in silence: `dropped` counts, a warning says so on stderr, and
    the log itself holds `nashboard/dropped_values`.
    """

    def __init__(
        self,
        directory: "Union[str, os.PathLike[str]]",
        *,
        writer_name: str = "nashboard.python",
        rank: Optional[int] = None,
        wall_time: Callable[[], float] = time.time,
    ) -> None:
        self.directory = os.fspath(directory)
        self.dropped = 0
        """Values that found no room since the log was opened."""
        self._writer_name = writer_name
        self._rank = rank
        self._wall_time = wall_time
        self._closed = False
        self._begin()
        close_at_end(self)

    def scalar(self, tag: str, step: int, value: float) -> None:
        """Stored as float32. `step` is a whole number, here and below."""
        self._put(EventRecords.scalar, 0, (tag, checked_step(step), float(value), self._wall_time()))

    def histogram(self, tag: str, step: int, rows: "np.ndarray") -> None:
        """`rows`: [binCount × 3] of left edge, right edge, count; not to be changed afterwards."""
        self._put(EventRecords.histogram, rows.nbytes, (tag, checked_step(step), rows, self._wall_time()))

    def images(self, tag: str, step: int, encoded: Sequence[bytes], size: Tuple[int, int]) -> None:
        """PNG, JPEG or GIF files, all of one `size` (width, height) in pixels."""
        values = (tag, checked_step(step), encoded, size, self._wall_time())
        self._put(EventRecords.images, sum(map(len, encoded)), values)

    def audio(self, tag: str, step: int, encoded: Sequence[bytes]) -> None:
        """WAV files."""
        values = (tag, checked_step(step), encoded, self._wall_time())
        self._put(EventRecords.audio, sum(map(len, encoded)), values)

    def text(self, tag: str, step: int, text: Union[str, Sequence[str]]) -> None:
        """Markdown."""
        texts = [text] if isinstance(text, str) else list(text)
        values = (tag, checked_step(step), texts, not isinstance(text, str), self._wall_time())
        self._put(EventRecords.text, sum(map(len, texts)), values)

    def tensor(self, tag: str, step: int, values: "np.ndarray", *, plugin: str) -> None:
        """`values` is not to be changed afterwards."""
        self._put(EventRecords.tensor, values.nbytes, (tag, checked_step(step), values, plugin, self._wall_time()))

    def hyperparameters(
        self, parameters: Mapping[str, HyperparameterValue], metric_tags: Sequence[str] = ()
    ) -> None:
        """Written once, before the first step."""
        self._has_hyperparameters = True
        values = (dict(parameters), list(metric_tags), self._wall_time())
        self._put(EventRecords.hyperparameters, 0, values)

    def session_start(self, step: int) -> None:
        """Says that the run (re)starts at `step`: what was written at later steps before is superseded."""
        self._put(EventRecords.session_start, 0, (checked_step(step), self._wall_time()))

    def later(self, work: Work, size_bytes: int, *values: Any) -> None:
        """Runs `work(records, *values, wall_time)` on the writing thread, in order; `size_bytes` are kept till then."""
        self._put(work, size_bytes, (*values, self._wall_time()))

    def flush(self) -> None:
        """Returns when all that was logged before is in the system's hands; raises if the disk refuses it."""
        self._drain()
        self._append(raising=True)

    def close(self, is_success: bool = True) -> None:
        """
        Flushes and closes; calling it again does nothing. A log with hyperparameters also says how the run ended, which
        TensorBoard's HPARAMS tab shows.
        """
        if self._closed:
            return
        if self._has_hyperparameters:
            self._put(EventRecords.session_end, 0, (is_success, self._wall_time()))
        self._closed = True
        self._wake.set()
        try:
            if self._thread is not None:
                self.flush()
        finally:
            self._file.close()

    def __enter__(self) -> "EventLog":
        return self

    def __exit__(self, error_type: object, *_: object) -> None:
        self.close(is_success=error_type is None)

    @property
    def path(self) -> Optional[str]:
        """The event file, once something was written."""
        return self._file.path

    def _begin(self) -> None:
        self._queue: Deque[Tuple[Work, int, Tuple[Any, ...]]] = deque()
        self._waiting_bytes = 0
        self._size_lock = threading.RLock()
        self._is_waiting_in_vain = False
        self._has_warned = False
        self._has_hyperparameters = False
        self._dropped_written = self.dropped
        self._last_step = 0
        self._lock = threading.RLock()  # a signal handler may flush while its thread does
        self._wake = threading.Event()
        now = self._wall_time()
        self._records = EventRecords(self._writer_name, now)
        self._file = EventFile(self.directory, now, self._rank)
        self._thread: Optional[threading.Thread] = None

    def _put(self, work: Work, size_bytes: int, values: Tuple[Any, ...]) -> None:
        if self._thread is None or self._closed:
            self._start()
        is_full = len(self._queue) >= QUEUE_VALUES or self._waiting_bytes + size_bytes > QUEUE_BYTES
        if is_full and not self._finds_room():
            self._drop()
            return
        if size_bytes:
            with self._size_lock:
                self._waiting_bytes += size_bytes
        self._queue.append((work, size_bytes, values))

    def _start(self) -> None:
        if self._closed:
            raise ExplainedError(
                "PYTHON_LOG_CLOSED",
                what="Something was logged after the event log was closed.",
                why="The file is complete; a late value would be lost.",
                fix="Call close() after the last step, or open a new log.",
                where=self.directory,
            )
        self._thread = threading.Thread(target=self._write_until_closed, name="nashboard-writer", daemon=True)
        self._thread.start()
        close_with_child(self)

    def _finds_room(self) -> bool:
        if self._is_waiting_in_vain:
            return False
        self._wake.set()
        deadline = time.monotonic() + WAIT_FOR_ROOM_SECONDS
        while time.monotonic() < deadline:
            if len(self._queue) < ROOM_VALUES and self._waiting_bytes < ROOM_BYTES:
                return True
            time.sleep(0.001)
        self._is_waiting_in_vain = True
        return False

    def _drop(self) -> None:
        self.dropped += 1
        if not self._has_warned:
            self._has_warned = True
            _warn(f"values are being dropped, because writing to {self.directory} does not keep up.")

    def _write_until_closed(self) -> None:
        while not self._closed:
            self._wake.wait(FLUSH_SECONDS)
            self._wake.clear()
            if not self._closed:
                self._drain()
                self._append(raising=False)

    def _drain(self) -> None:
        """Encodes all that waits, unless what is encoded already waits for the disk."""
        with self._lock:
            if len(self._records.buffer) > QUEUE_BYTES:
                return
            for _ in range(len(self._queue)):
                work, size_bytes, values = self._queue.popleft()
                if size_bytes:
                    with self._size_lock:
                        self._waiting_bytes -= size_bytes
                try:
                    work(self._records, *values)
                except Exception as error:  # one bad value must not end the thread that writes all others
                    self.dropped += 1
                    _warn(f"a value was dropped, because it could not be encoded: {error}")
            self._is_waiting_in_vain = False
            if self.dropped > self._dropped_written:
                self._dropped_written = self.dropped
                now = self._wall_time()
                self._records.scalar("nashboard/dropped_values", self._last_step, self.dropped, now)

    def _append(self, raising: bool) -> None:
        with self._lock:
            buffer = self._records.buffer
            try:
                while buffer:
                    taken = self._file.append(bytes(buffer))
                    del buffer[:taken]
                self._has_warned = False
            except OSError as error:
                if raising:
                    raise write_failure(error, self.directory, len(buffer)) from error
                if not self._has_warned:
                    self._has_warned = True
                    _warn(f"{write_failure(error, self.directory, len(buffer))} It is tried again.")

    def continue_in_child(self) -> None:
        """What waited is the parent's to write, and so is its file."""
        self.dropped = 0
        self._file.close()
        self._begin()


def _warn(what: str) -> None:
    print(f"nashboard: {what}", file=sys.stderr, flush=True)
