"""The messages of TensorBoard's HPARAMS plugin, which live in a tag's metadata rather than in its values."""

from typing import Mapping, Sequence, Union

from .protobuf import bytes_field, double_field, varint_field

HyperparameterValue = Union[str, float, int, bool]
_STRING, _BOOLEAN, _NUMBER = 1, 2, 3
"""The plugin's DataType."""


def experiment_content(
    parameters: Mapping[str, HyperparameterValue], metric_tags: Sequence[str], created_seconds: float
) -> bytes:
    """HParamsPluginData that names the hyperparameters and the scalar tags to show beside them."""
    out = double_field(3, created_seconds)
    for name, value in parameters.items():
        out += bytes_field(4, bytes_field(1, name.encode()) + varint_field(4, _type_of(value)))
    for tag in metric_tags:
        out += bytes_field(5, bytes_field(1, bytes_field(2, tag.encode())))
    return bytes_field(2, out)


def session_start_content(
    parameters: Mapping[str, HyperparameterValue], start_seconds: float
) -> bytes:
    """HParamsPluginData that says with which values this run was started."""
    out = b""
    for name, value in parameters.items():
        out += bytes_field(1, bytes_field(1, name.encode()) + bytes_field(2, _protobuf_value(value)))
    return bytes_field(3, out + double_field(5, start_seconds))


def session_end_content(is_success: bool, end_seconds: float) -> bytes:
    """HParamsPluginData that says how and when this run ended."""
    return bytes_field(4, varint_field(1, 1 if is_success else 2) + double_field(2, end_seconds))


def _type_of(value: HyperparameterValue) -> int:
    if isinstance(value, bool):
        return _BOOLEAN
    return _STRING if isinstance(value, str) else _NUMBER


def _protobuf_value(value: HyperparameterValue) -> bytes:
    if isinstance(value, bool):
        return varint_field(4, int(value))
    return bytes_field(3, value.encode()) if isinstance(value, str) else double_field(2, float(value))
