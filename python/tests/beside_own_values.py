"""What a watched game logged, read with TensorBoard's own reader, beside values that its loop computed by code of its own."""

import numpy as np
import pytest


def both(trained, folder):
    """Rows of the loop's own values by tag, and the values logged under each tag."""
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
    from tensorboard.util import tensor_util

    rows = trained(folder)
    log = EventAccumulator(str(folder), size_guidance={"tensors": 0}).Reload()
    return rows, {tag: [tensor_util.make_ndarray(e.tensor_proto) for e in log.Tensors(tag)] for tag in log.Tags()["tensors"]}


def row_of_gradients(player, gradients, earlier):
    """`gradients` by layer; `earlier` keeps a player's whole gradient until the next step."""
    row = {}
    wide = {layer: gradient.astype(np.float64).ravel() for layer, gradient in gradients.items()}
    for layer, gradient in wide.items():
        row[f"{player}/gradient_norm/{layer}"] = np.sqrt((gradient**2).sum())
        row[f"{player}/gradients/{layer}"] = gradient
    whole = np.concatenate(list(wide.values()))
    if player in earlier:
        before = earlier[player]
        row[f"{player}/gradient_cosine"] = whole @ before / np.sqrt((whole @ whole) * (before @ before))
    earlier[player] = whole
    return row


def scalar_tags(rows):
    return [tag for tag, value in rows[-1].items() if np.ndim(value) == 0]


def assert_logged(rows, logged, tags, **tolerance):
    for tag in tags:
        assert np.ravel(logged[tag]).tolist() == pytest.approx([row[tag] for row in rows if tag in row], **tolerance), tag


def assert_in_their_bins(values, histogram):
    """`histogram`: [left, right, count] rows."""
    inside = [int(((values >= left) & (values < right)).sum()) for left, right, _ in histogram]
    assert histogram[:, 2].tolist() == inside
    assert sum(inside) == values.size


def assert_gradients_in_their_bins(rows, logged, tag_count):
    tags = [tag for tag in rows[0] if "/gradients/" in tag]
    assert len(tags) == tag_count
    for tag in tags:
        for row, histogram in zip(rows, logged[tag]):
            assert_in_their_bins(row[tag], histogram)
