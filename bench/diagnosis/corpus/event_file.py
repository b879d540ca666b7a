"""Writes event files that come out the same, bit for bit, each time: no clock, gzip without a date."""
import gzip
import struct
import zlib
from pathlib import Path

import numpy as np

POLYNOMIAL = 0x82F63B78
MASK_DELTA = 0xA282EAD8
VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5
DT_DOUBLE, DT_STRING, DT_HALF = 2, 7, 19
DATA_CLASS_TENSOR, DATA_CLASS_BLOBS = 2, 3
FIRST_WALL_TIME = 1_700_000_000.0
SECONDS_A_STEP = 0.02
PROBABILITY_BINS = 50
# Bin edges of the JavaScript SDK's histograms of logits (src/sdk/histogram-edges.ts).
LOGIT_EDGES = 0.1 * np.sinh(np.arcsinh(1e6 / 0.1) * (2 * np.arange(337) / 336 - 1))


def _crc_table():
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = (byte >> 1) ^ (POLYNOMIAL if byte & 1 else 0)
        table.append(byte)
    return table


_TABLE = _crc_table()


def _masked_crc(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = _TABLE[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    crc ^= 0xFFFFFFFF
    return (((crc >> 15) | (crc << 17)) + MASK_DELTA) & 0xFFFFFFFF


def _varint(number):
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def _field(number, wire, payload):
    key = _varint(number << 3 | wire)
    return key + (_varint(len(payload)) + payload if wire == BYTES else payload)


def _tensor(dtype, shape, payload):
    dimensions = b"".join(_field(2, BYTES, _field(1, VARINT, _varint(size))) for size in shape)
    return _field(1, VARINT, _varint(dtype)) + _field(2, BYTES, dimensions) + payload


def _metadata(plugin, data_class):
    named = _field(1, BYTES, _field(1, BYTES, plugin.encode()))
    return named + (_field(4, VARINT, _varint(data_class)) if data_class else b"")


class EventFile:
    """One file of a run; `close` writes it, compressed. All values of a step go into one event."""

    def __init__(self, directory, kind, steps_an_epoch=1):
        Path(directory).mkdir(parents=True, exist_ok=True)
        self._path = Path(directory) / f"events.out.tfevents.1700000000.corpus.{kind}.gz"
        self._steps_an_epoch = steps_an_epoch
        self._described = set()
        self._records = []
        self._append(_field(3, BYTES, b"brain.Event:2"), 0)

    def write(self, step, values):
        """`step`: of training; a log of epochs gets the epoch's number. `values`: encoded by `scalar`, `histogram`, `images` and `features`."""
        if not values:
            return
        encoded = []
        for tag, payload, metadata in values:
            name = _field(1, BYTES, tag.encode())
            first = tag not in self._described and metadata is not None
            self._described.add(tag)
            encoded.append(_field(1, BYTES, name + payload + (_field(9, BYTES, metadata) if first else b"")))
        number = step // self._steps_an_epoch
        self._append(_field(2, VARINT, _varint(number)) + _field(5, BYTES, b"".join(encoded)), step)

    def close(self):
        packed = gzip.compress(b"".join(self._records), compresslevel=9, mtime=0)
        self._path.write_bytes(packed)

    def _append(self, body, step):
        data = _field(1, FIXED64, struct.pack("<d", FIRST_WALL_TIME + SECONDS_A_STEP * step)) + body
        length = struct.pack("<Q", len(data))
        crcs = [struct.pack("<I", _masked_crc(part)) for part in (length, data)]
        self._records.append(length + crcs[0] + data + crcs[1])


def scalar(tag, value):
    return tag, _field(2, FIXED32, struct.pack("<f", value)), None


def histogram_pair(values_by_tag):
    """Counts of several sides on the same edges; empty bins between occupied ones are joined into one."""
    counts = {tag: np.histogram(_within(values), LOGIT_EDGES)[0] for tag, values in values_by_tag.items()}
    return [(tag, _histogram(column), _metadata("histograms", DATA_CLASS_TENSOR)) for tag, column in counts.items()]


def probability_pair(values_by_tag):
    """As `histogram_pair`, of outputs after a sigmoid."""
    edges = np.linspace(0, 1, PROBABILITY_BINS + 1)
    pairs = []
    for tag, values in values_by_tag.items():
        counts = np.histogram(np.nan_to_num(values), edges)[0]
        content = np.stack([edges[:-1], edges[1:], counts], 1).astype("<f8").tobytes()
        tensor = _tensor(DT_DOUBLE, (PROBABILITY_BINS, 3), _field(4, BYTES, content))
        pairs.append((tag, _field(8, BYTES, tensor), _metadata("histograms", DATA_CLASS_TENSOR)))
    return pairs


def _within(values):
    finite = np.nan_to_num(values[~np.isnan(values)].astype(np.float64), posinf=1e6, neginf=-1e6)
    return np.clip(finite, LOGIT_EDGES[0], LOGIT_EDGES[-1])


def _histogram(counts):
    occupied = np.flatnonzero(counts)
    if len(occupied) == 0:
        occupied = np.array([len(counts) // 2])
    rows = []
    for place, bin_index in enumerate(occupied):
        before = occupied[place - 1] + 1 if place > 0 else bin_index
        if before < bin_index:
            rows.append((LOGIT_EDGES[before], LOGIT_EDGES[bin_index], 0.0))
        rows.append((LOGIT_EDGES[bin_index], LOGIT_EDGES[bin_index + 1], float(counts[bin_index])))
    content = np.array(rows, dtype="<f8").tobytes()
    return _field(8, BYTES, _tensor(DT_DOUBLE, (len(rows), 3), _field(4, BYTES, content)))


def features(tag, matrix):
    """[samples × features], kept as float16."""
    content = np.asarray(matrix, dtype="<f2").tobytes()
    tensor = _tensor(DT_HALF, matrix.shape, _field(4, BYTES, content))
    return tag, _field(8, BYTES, tensor), _metadata("nashboard", DATA_CLASS_TENSOR)


def images(tag, batch):
    """[count × height × width] bytes, or [… × 3] in colour, each image a PNG of its own."""
    height, width = batch.shape[1:3]
    strings = [str(width).encode(), str(height).encode(), *(_png(image) for image in batch)]
    payload = b"".join(_field(8, BYTES, one) for one in strings)
    tensor = _tensor(DT_STRING, (len(strings),), payload)
    return tag, _field(8, BYTES, tensor), _metadata("images", DATA_CLASS_BLOBS)


def _png(image):
    height, width = image.shape[:2]
    colour_type = 2 if image.ndim == 3 else 0
    rows = b"".join(b"\0" + row.tobytes() for row in image)
    header = struct.pack(">IIBBBBB", width, height, 8, colour_type, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts
    )
