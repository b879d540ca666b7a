"""Protocol-buffer fields as bytes: all of the format that an event needs."""

import struct

_DOUBLE = struct.Struct("<d")
_INT64_MODULUS = 1 << 64


def varint(value: int) -> bytes:
    """Base-128, low groups first; negative numbers as the two's complement of an int64."""
    if 0 <= value < 0x80:
        return bytes((value,))
    value %= _INT64_MODULUS
    out = bytearray()
    while value >= 0x80:
        out.append((value & 0x7F) | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def varint_field(number: int, value: int) -> bytes:
    return varint(number << 3) + varint(value)


def bytes_field(number: int, value: bytes) -> bytes:
    """A string, bytes or message, already encoded."""
    return varint(number << 3 | 2) + varint(len(value)) + value


def double_field(number: int, value: float) -> bytes:
    return varint(number << 3 | 1) + _DOUBLE.pack(value)
