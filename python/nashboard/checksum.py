"""The checksum of TFRecord framing in numpy, since a loop over the bytes of an image takes milliseconds."""

from functools import lru_cache

import numpy as np

REFLECTED_POLYNOMIAL = 0x82F63B78
"""Castagnoli's, bit-reflected."""
MASK_DELTA = 0xA282EAD8
"""TFRecord rotates and offsets the checksum so that a record which holds records does not check itself."""
BLOCK_BYTES = 256
"""Bytes that one row of table look-ups covers: the table is then 256 KiB and stays in the second-level cache."""
REMAINDER_BYTES = 4
LOOP_BELOW_BYTES = 100
"""Where numpy's fixed costs begin to be lower than those of a loop; measured."""


def _table_of_bytes() -> "list[int]":
    table = []
    for byte in range(256):
        remainder = byte
        for _ in range(8):
            remainder = (remainder >> 1) ^ (REFLECTED_POLYNOMIAL if remainder & 1 else 0)
        table.append(remainder)
    return table


_BYTE_TABLE = _table_of_bytes()


def _advanced_tables() -> "np.ndarray":
    """[BLOCK_BYTES × 256]: row i is each byte's remainder advanced by i further zero bytes."""
    first = np.array(_BYTE_TABLE, dtype=np.uint32)
    rows = [first]
    for _ in range(BLOCK_BYTES - 1):
        previous = rows[-1]
        rows.append(first[previous & 0xFF] ^ (previous >> np.uint32(8)))
    return np.stack(rows)


_ADVANCED = _advanced_tables()
_BY_POSITION = np.ascontiguousarray(_ADVANCED[::-1]).reshape(-1)
"""The table of a block's byte at each position: the last byte is advanced by none."""
_POSITION_OFFSETS = (np.arange(BLOCK_BYTES, dtype=np.intp) * 256)[np.newaxis, :]
_SKIP = [_ADVANCED[BLOCK_BYTES - 1 - place].tolist() for place in range(4)]
"""By byte of the remainder, lowest first: where it stands after a whole block."""


def _looped(data: bytes) -> int:
    table, remainder = _BYTE_TABLE, 0xFFFFFFFF
    for byte in data:
        remainder = table[(remainder ^ byte) & 0xFF] ^ (remainder >> 8)
    return remainder


def _blockwise(data: bytes) -> int:
    """
    In whole blocks: zeros in front change nothing where the remainder begins at zero, and to begin at all ones is to
    turn the first four bytes over.
    """
    block_count = -(-len(data) // BLOCK_BYTES)
    padded = np.zeros(block_count * BLOCK_BYTES, dtype=np.uint8)
    begin = len(padded) - len(data)
    padded[begin:] = np.frombuffer(data, dtype=np.uint8)
    padded[begin : begin + REMAINDER_BYTES] ^= 0xFF
    indices = padded.reshape(block_count, BLOCK_BYTES) + _POSITION_OFFSETS
    of_blocks = np.bitwise_xor.reduce(_BY_POSITION.take(indices), axis=1)
    skip0, skip1, skip2, skip3 = _SKIP
    remainder = 0
    for of_block in of_blocks.tolist():
        remainder = (
            of_block
            ^ skip0[remainder & 0xFF]
            ^ skip1[(remainder >> 8) & 0xFF]
            ^ skip2[(remainder >> 16) & 0xFF]
            ^ skip3[remainder >> 24]
        )
    return remainder


def crc32c(data: bytes) -> int:
    """CRC-32C (RFC 3720), unsigned."""
    remainder = _looped(data) if len(data) < LOOP_BELOW_BYTES else _blockwise(data)
    return remainder ^ 0xFFFFFFFF


def masked_crc32c(data: bytes) -> int:
    """CRC-32C rotated right by 15 and offset as TFRecord stores it; unsigned."""
    crc = crc32c(data)
    return (((crc >> 15) | (crc << 17)) + MASK_DELTA) & 0xFFFFFFFF


@lru_cache(maxsize=4096)
def record_header(length: int) -> bytes:
    """The twelve bytes before a record of that length; scalars have few lengths, so they are kept."""
    encoded = length.to_bytes(8, "little")
    return encoded + masked_crc32c(encoded).to_bytes(4, "little")
