"""Reads event files for the tests, by the definitions and without the client's own code."""

import struct
import zlib
from pathlib import Path

import numpy as np


def _crc32c(data):
    remainder = 0xFFFFFFFF
    for byte in data:
        remainder ^= byte
        for _ in range(8):
            remainder = (remainder >> 1) ^ (0x82F63B78 if remainder & 1 else 0)
    return remainder ^ 0xFFFFFFFF


def masked(data):
    crc = _crc32c(data)
    return (((crc >> 15) | (crc << 17)) + 0xA282EAD8) & 0xFFFFFFFF


def _varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def fields(data):
    """(number, value) pairs; fixed-width values as bytes."""
    at, out = 0, []
    while at < len(data):
        key, at = _varint(data, at)
        wire = key & 7
        if wire == 0:
            value, at = _varint(data, at)
        else:
            length, at = _varint(data, at) if wire == 2 else ((8 if wire == 1 else 4), at)
            value, at = data[at : at + length], at + length
        out.append((key >> 3, value))
    return out


def payloads(path):
    """Of every whole record; asserts the checksums."""
    data, at, out = Path(path).read_bytes(), 0, []
    while at + 12 <= len(data):
        (length,) = struct.unpack_from("<Q", data, at)
        if at + 16 + length > len(data):
            break
        assert struct.unpack_from("<I", data, at + 8)[0] == masked(data[at : at + 8])
        payload = data[at + 12 : at + 12 + length]
        assert struct.unpack_from("<I", data, at + 12 + length)[0] == masked(payload)
        out.append(payload)
        at += 16 + length
    return out


def values(path):
    """{tag: [(step, tensor fields)]} of all summaries."""
    out = {}
    for payload in payloads(path):
        event = dict(fields(payload))
        if 5 in event:
            value = dict(fields(dict(fields(event[5]))[1]))
            out.setdefault(value[1].decode(), []).append((event.get(2, 0), fields(value[8])))
    return out


def scalars(path, tag):
    """[(step, value)]"""
    return [(step, struct.unpack("<f", dict(tensor)[4])[0]) for step, tensor in values(path).get(tag, [])]


def strings(path, tag):
    """[(step, [bytes])]"""
    return [(step, [v for number, v in tensor if number == 8]) for step, tensor in values(path)[tag]]


def decoded_png(png):
    """[height × width × channels] of a PNG without filters."""
    width, height, _, colour = struct.unpack(">IIBB", png[16:26])
    channels = {0: 1, 2: 3, 6: 4}[colour]
    length = struct.unpack(">I", png[33:37])[0]
    rows = np.frombuffer(zlib.decompress(png[41 : 41 + length]), np.uint8).reshape(height, -1)
    assert not rows[:, 0].any()
    return rows[:, 1:].reshape(height, width, channels)


def files(directory):
    return sorted(Path(directory).glob("events.out.tfevents.*"))
