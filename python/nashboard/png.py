"""Encodes pixels as PNG, because that is what TensorBoard's image summaries hold."""

import struct
import zlib
from typing import List

import numpy as np

from .explained_error import ExplainedError

_COLOUR_TYPES = {1: 0, 3: 2, 4: 6}
"""PNG colour types (ISO/IEC 15948, table 11.1) by channel count."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LARGEST_BYTE = 255


def encode_pngs(pixels: "np.ndarray") -> List[bytes]:
    """One PNG file an image. `pixels`: [count × height × width × channels], bytes; channels: 1 grey, 3 RGB, 4 RGBA."""
    colour_type = _COLOUR_TYPES.get(pixels.shape[3]) if pixels.ndim == 4 else None
    if colour_type is None or pixels.dtype != np.uint8 or 0 in pixels.shape[1:]:
        raise ExplainedError(
            "SDK_IMAGE_SHAPE",
            what=f"Got {pixels.dtype} images of shape {list(pixels.shape)}.",
            why="A PNG needs bytes of [count × height × width × channels] with 1, 3 or 4 channels.",
            fix="Pass such an array, and check the order of the axes.",
        )
    count, height, width, channels = pixels.shape
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, colour_type, 0, 0, 0))
    end = _chunk(b"IEND", b"")
    rows = np.zeros((count, height, width * channels + 1), dtype=np.uint8)  # each row behind filter 0 (none)
    rows[:, :, 1:] = pixels.reshape(count, height, width * channels)
    return [_SIGNATURE + header + _chunk(b"IDAT", zlib.compress(image.tobytes())) + end for image in rows]


def pixels_of(images: "np.ndarray", lowest: float, highest: float) -> "np.ndarray":
    """
    [count × height × width × channels] bytes of images given channels first or last, or without channels, `lowest`
    as 0 and `highest` as 255. Values beyond are clamped, and NaN is drawn as 0: a picture can hold no others.
    """
    array = np.asarray(images)
    if array.ndim == 3:
        array = array[..., np.newaxis]
    elif array.ndim == 4 and array.shape[1] in _COLOUR_TYPES and array.shape[3] not in _COLOUR_TYPES:
        array = np.moveaxis(array, 1, 3)
    if array.dtype == np.uint8:
        return np.ascontiguousarray(array)
    scaled = (array.astype(np.float64) - lowest) * (_LARGEST_BYTE / (highest - lowest))
    return np.rint(np.clip(np.nan_to_num(scaled, nan=0.0), 0, _LARGEST_BYTE)).astype(np.uint8)


def _chunk(kind: bytes, data: bytes) -> bytes:
    checked = kind + data
    return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))
