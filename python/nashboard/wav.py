"""Encodes sound as WAV, because that is what TensorBoard's audio summaries hold."""

import struct

import numpy as np

_FULL_SCALE = 32767
"""The largest 16-bit sample."""
_BYTES_A_SAMPLE = 2


def encode_wav(samples: "np.ndarray", sample_rate: int) -> bytes:
    """16-bit PCM. `samples`: [sampleCount] or [sampleCount × channelCount], −1 to 1, clamped beyond; rate in hertz."""
    columns = samples.reshape(len(samples), -1)
    channels = columns.shape[1]
    finite = np.nan_to_num(columns.astype(np.float64), nan=0.0, posinf=1.0, neginf=-1.0)
    data = np.rint(np.clip(finite, -1, 1) * _FULL_SCALE).astype("<i2").tobytes()
    frame_bytes = channels * _BYTES_A_SAMPLE
    layout = struct.pack("<HHIIHH", 1, channels, sample_rate, sample_rate * frame_bytes, frame_bytes, 16)
    body = b"WAVEfmt " + struct.pack("<I", len(layout)) + layout + b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body
