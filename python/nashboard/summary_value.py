"""The messages inside a Summary.Value: tensors and the metadata of plugins."""

from typing import Optional, Sequence, Tuple

import numpy as np

from .explained_error import ExplainedError
from .protobuf import bytes_field, varint_field

DATA_CLASS_TENSOR = 2
_STRING_TYPE = 7
_TYPE_OF = {
    "float32": 1,
    "float64": 2,
    "int32": 3,
    "uint8": 4,
    "int16": 5,
    "int8": 6,
    "int64": 9,
    "uint16": 17,
    "uint32": 22,
    "uint64": 23,
}
"""TensorFlow's element types by numpy's names."""


def _tensor(element_type: int, shape: Sequence[int], contents: bytes) -> bytes:
    dimensions = b"".join(bytes_field(2, varint_field(1, size) if size else b"") for size in shape)
    return bytes_field(8, varint_field(1, element_type) + bytes_field(2, dimensions) + contents)


def number_tensor(values: "np.ndarray") -> bytes:
    """The tensor field of a numeric array of any shape."""
    element_type = _TYPE_OF.get(values.dtype.name)
    if element_type is None:
        raise ExplainedError(
            "PYTHON_TENSOR_TYPE",
            what=f"A tensor of type {values.dtype} was given.",
            why="Event files hold it, but readers would not agree on what it means.",
            fix="Convert it first, for example with .astype(numpy.float32).",
        )
    stored = np.ascontiguousarray(values, dtype=values.dtype.newbyteorder("<"))
    content = stored.tobytes()
    return _tensor(element_type, values.shape, bytes_field(4, content) if content else b"")


def string_tensor(strings: Sequence[bytes], shape: Tuple[int, ...]) -> bytes:
    """The tensor field of strings, row-major."""
    return _tensor(_STRING_TYPE, shape, b"".join(bytes_field(8, string) for string in strings))


def metadata(
    plugin: str, content: Optional[bytes] = None, data_class: int = 0, description: str = ""
) -> bytes:
    """What a tag's first value says about it."""
    plugin_data = bytes_field(1, plugin.encode())
    if content is not None:
        plugin_data += bytes_field(2, content)
    out = bytes_field(1, plugin_data)
    if description:
        out += bytes_field(3, description.encode())
    if data_class:
        out += varint_field(4, data_class)
    return bytes_field(9, out)
