"""Turns values into the records of one event file, byte for byte as the JavaScript SDK does."""

import struct
from typing import Callable, Dict, Mapping, Optional, Sequence, Tuple

import numpy as np

from .checksum import masked_crc32c, record_header
from .hyperparameter_content import (
    HyperparameterValue,
    experiment_content,
    session_end_content,
    session_start_content,
)
from .protobuf import bytes_field, varint, varint_field
from .summary_value import DATA_CLASS_TENSOR, metadata, number_tensor, string_tensor

FILE_VERSION = b"brain.Event:2"
_WALL_TIME = struct.Struct("<Bd")
_WALL_TIME_KEY = 1 << 3 | 1
_STEP_KEY = bytes((2 << 3,))
_SUMMARY_FIELD = 5
_FLOAT32 = struct.Struct("<f")
_CHECKSUM = struct.Struct("<I")
_SCALAR_TENSOR = bytes_field(8, varint_field(1, 1) + bytes_field(2, b"") + bytes_field(4, bytes(4)))
_SCALAR_BEFORE_VALUE = _SCALAR_TENSOR[:-4]
_WAV_CONTENT = bytes((0x10, 11))
"""AudioPluginData { encoding: WAV }."""
_LARGEST_FLOAT32 = float(np.finfo(np.float32).max)


class EventRecords:
    """Values in, records in `buffer` out. Each method takes the wall time in seconds since the epoch."""

    def __init__(self, writer_name: str, wall_time: float) -> None:
        self.buffer = bytearray()
        self._described: Dict[str, bytes] = {}
        self._scalar_prefixes: Dict[str, bytes] = {}
        writer = bytes_field(10, bytes_field(1, writer_name.encode()))
        self._event(wall_time, 0, bytes_field(3, FILE_VERSION) + writer)

    def scalar(self, tag: str, step: int, value: float, wall_time: float) -> None:
        """Stored as float32, because TensorBoard's data server drops scalars of any other type."""
        prefix = self._scalar_prefixes.get(tag)
        if prefix is not None:
            self._event(wall_time, step, prefix + _float32(value))
            return
        tensor = _SCALAR_BEFORE_VALUE + _float32(value)
        self._summary((tag, step, wall_time), tensor, lambda: metadata("scalars"))
        self._scalar_prefixes[tag] = _repeated_scalar(tag)

    def histogram(self, tag: str, step: int, rows: "np.ndarray", wall_time: float) -> None:
        """`rows`: [binCount × 3] of left edge, right edge, count; float64."""
        tensor = number_tensor(np.asarray(rows, dtype=np.float64))
        self._summary((tag, step, wall_time), tensor, lambda: metadata("histograms"))

    def images(
        self, tag: str, step: int, encoded: Sequence[bytes], size: Tuple[int, int], wall_time: float
    ) -> None:
        """PNG, JPEG or GIF files, all of one `size` (width, height)."""
        strings = [str(size[0]).encode(), str(size[1]).encode(), *encoded]
        tensor = string_tensor(strings, (len(strings),))
        self._summary((tag, step, wall_time), tensor, lambda: metadata("images"))

    def audio(self, tag: str, step: int, encoded: Sequence[bytes], wall_time: float) -> None:
        """WAV files."""
        strings = [string for clip in encoded for string in (clip, b"")]
        tensor = string_tensor(strings, (len(encoded), 2))
        self._summary((tag, step, wall_time), tensor, lambda: metadata("audio", _WAV_CONTENT))

    def text(self, tag: str, step: int, texts: Sequence[str], is_list: bool, wall_time: float) -> None:
        """Markdown; one text is written as rank 0, a list as a column."""
        shape = (len(texts),) if is_list else ()
        tensor = string_tensor([text.encode() for text in texts], shape)
        self._summary((tag, step, wall_time), tensor, lambda: metadata("text"))

    def tensor(
        self, tag: str, step: int, values: "np.ndarray", plugin: str, wall_time: float
    ) -> None:
        describe: Callable[[], bytes] = lambda: metadata(plugin, data_class=DATA_CLASS_TENSOR)
        self._summary((tag, step, wall_time), number_tensor(values), describe)

    def hyperparameters(
        self,
        parameters: Mapping[str, HyperparameterValue],
        metric_tags: Sequence[str],
        wall_time: float,
    ) -> None:
        contents = (
            ("_hparams_/experiment", experiment_content(parameters, metric_tags, wall_time)),
            ("_hparams_/session_start_info", session_start_content(parameters, wall_time)),
        )
        for tag, content in contents:
            self._hparams_plugin(tag, content, wall_time)

    def session_end(self, is_success: bool, wall_time: float) -> None:
        """How this run ended, for TensorBoard's HPARAMS tab; the last thing of a run with hyperparameters."""
        self._hparams_plugin("_hparams_/session_end_info", session_end_content(is_success, wall_time), wall_time)

    def session_start(self, step: int, wall_time: float) -> None:
        """Says that the run (re)starts at `step`: what was written at later steps before is superseded."""
        self._event(wall_time, step, bytes_field(7, varint_field(1, 1)))

    def _hparams_plugin(self, tag: str, content: bytes, wall_time: float) -> None:
        empty = number_tensor(np.zeros(0, dtype=np.float32))
        self._summary((tag, 0, wall_time), empty, lambda: metadata("hparams", content))

    def _summary(
        self, place: Tuple[str, int, float], tensor: bytes, describe: Callable[[], bytes]
    ) -> None:
        tag, step, wall_time = place
        encoded = self._described.get(tag)
        value = bytes_field(1, tag.encode()) if encoded is None else encoded
        description = describe() if encoded is None else b""
        self._described[tag] = value
        summary = bytes_field(1, value + tensor + description)
        self._event(wall_time, step, bytes_field(_SUMMARY_FIELD, summary))

    def _event(self, wall_time: float, step: int, content: bytes) -> None:
        at_step = _STEP_KEY + varint(step) if step != 0 else b""
        payload = _WALL_TIME.pack(_WALL_TIME_KEY, wall_time) + at_step + content
        self.buffer += record_header(len(payload))
        self.buffer += payload
        self.buffer += _CHECKSUM.pack(masked_crc32c(payload))


def _repeated_scalar(tag: str) -> bytes:
    """All of a Summary field with one float32 of `tag`, save the four bytes of the value at its end."""
    value = bytes_field(1, tag.encode()) + _SCALAR_TENSOR
    return bytes_field(_SUMMARY_FIELD, bytes_field(1, value))[: -_FLOAT32.size]


def _float32(value: Optional[float]) -> bytes:
    """The nearest float32; beyond its range ±infinity, as IEEE 754 rounds."""
    number = float("nan") if value is None else value
    if -_LARGEST_FLOAT32 <= number <= _LARGEST_FLOAT32 or number != number:
        return _FLOAT32.pack(number)
    with np.errstate(over="ignore"):
        return bytes(np.float32(number).tobytes())
