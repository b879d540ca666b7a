"""The canonical tags and what they hold, against numpy and the standard library."""

import io
import wave

import numpy as np
import pytest

import event_reader
from nashboard import GRADIENT_EDGES, LOGIT_EDGES, EventLog, ExplainedError, GameLog
from nashboard.histogram_edges import counted
from nashboard.png import encode_pngs, pixels_of


def logged(tmp_path, log_values):
    events = EventLog(tmp_path)
    log_values(GameLog(events))
    events.close()
    return events.path


def rows_of(path, tag):
    """[binCount × 3] of the tag's first histogram."""
    _, tensor = event_reader.values(path)[tag][0]
    return np.frombuffer(dict(tensor)[4], "<f8").reshape(-1, 3)


@pytest.mark.parametrize("edges", [GRADIENT_EDGES, LOGIT_EDGES])
def test_float32_is_counted_as_float64_is(edges):
    random = np.random.default_rng(5)
    values = (random.standard_normal(20_000) * 10.0 ** random.uniform(-15, 9, 20_000)).astype(np.float32)
    on_edges = edges.astype(np.float32)
    special = np.float32([0, -0.0, np.nan, np.inf, -np.inf, np.finfo(np.float32).tiny / 2])
    values = np.concatenate([values, on_edges, np.nextafter(on_edges, np.float32(0)), special])
    counts, non_finite = counted(values, edges)
    expected = np.histogram(np.clip(values[~np.isnan(values)], edges[0], edges[-1]).astype(np.float64), edges)[0]
    assert counts.tolist() == expected.tolist()
    assert non_finite == 3


def test_logits_share_one_stretch_and_count_non_finite_values(tmp_path):
    path = logged(tmp_path, lambda log: log.log_logits(4, real=[2.0, 3.0], fake=[-1.0, np.nan], held_out=[0.0]))
    real, fake = rows_of(path, "discriminator/logits/real"), rows_of(path, "discriminator/logits/fake")
    assert real[:, :2].tolist() == fake[:, :2].tolist()
    assert [real[:, 2].sum(), fake[:, 2].sum()] == [2, 1]
    assert event_reader.scalars(path, "discriminator/non_finite/logits/fake") == [(4, 1.0)]
    assert "discriminator/non_finite/logits/real" not in event_reader.values(path)


def test_a_layer_has_histogram_norm_and_update_ratio(tmp_path):
    gradient = np.float32([[3.0, 0.0], [4.0, 0.0]])
    write = lambda log: log.log_layer(2, "generator", "dense", gradient, weight_norm=4.0, update_norm=1.0)
    path = logged(tmp_path, write)
    assert rows_of(path, "generator/gradients/dense")[:, 2].sum() == 4
    assert event_reader.scalars(path, "generator/gradient_norm/dense") == [(2, 5.0)]
    assert event_reader.scalars(path, "generator/update_ratio/dense") == [(2, 0.25)]


def test_no_update_ratio_exists_to_a_weight_of_zeros(tmp_path):
    write = lambda log: log.log_layer(0, "generator", "bias", [1.0], weight_norm=0.0, update_norm=1.0)
    assert "generator/update_ratio/bias" not in event_reader.values(logged(tmp_path, write))


def test_a_caller_may_reuse_its_arrays_at_once(tmp_path):
    def write(log):
        batch = np.ones(10, dtype=np.float32)
        log.log_logits(0, real=batch, fake=batch)
        batch[:] = 50
    assert rows_of(logged(tmp_path, write), "discriminator/logits/real")[0, 0] <= 1


@pytest.mark.parametrize("channels", [1, 3, 4])
def test_pngs_hold_the_pixels(channels):
    pixels = np.random.default_rng(1).integers(0, 256, (2, 5, 7, channels), dtype=np.uint8)
    for image, png in zip(pixels, encode_pngs(pixels)):
        assert (event_reader.decoded_png(png) == image).all()


def test_channels_first_and_last_give_the_same_picture():
    images = np.random.default_rng(2).uniform(-1, 1, (2, 3, 8, 9))
    first = pixels_of(images, -1, 1)
    assert (first == pixels_of(np.moveaxis(images, 1, 3), -1, 1)).all()
    assert pixels_of(np.float32([[[[-1, 1, 0, 9]]]]), -1, 1).ravel().tolist() == [0, 255, 128, 255]


def test_samples_are_single_images_with_their_size(tmp_path):
    images = np.zeros((3, 1, 4, 6), dtype=np.float32)
    path = logged(tmp_path, lambda log: log.log_samples(9, "fixed_noise", images))
    [(step, strings)] = event_reader.strings(path, "samples/fixed_noise")
    assert (step, strings[:2], len(strings)) == (9, [b"6", b"4"], 5)


def test_audio_is_wav(tmp_path):
    path = logged(tmp_path, lambda log: log.log_audio(0, "random", [np.float32([0, 1, -1])], 8000))
    [(_, strings)] = event_reader.strings(path, "samples/random")
    with wave.open(io.BytesIO(strings[0])) as clip:
        assert (clip.getframerate(), clip.getnframes()) == (8000, 3)
        assert np.frombuffer(clip.readframes(3), "<i2").tolist() == [0, 32767, -32767]


def test_text_samples_and_features(tmp_path):
    def write(log):
        log.log_text(1, "random", ["one", "two"])
        log.log_features(1, "d3", real=np.eye(2), fake=np.zeros((2, 2)))
    path = logged(tmp_path, write)
    assert event_reader.strings(path, "samples/random") == [(1, [b"one", b"two"])]
    [(_, tensor)] = event_reader.values(path)["features/d3/real"]
    assert np.frombuffer(dict(tensor)[4], "<f4").tolist() == [1, 0, 0, 1]


def test_an_unknown_player_is_refused(tmp_path):
    with pytest.raises(ExplainedError, match="critic"):
        logged(tmp_path, lambda log: log.log_layer(0, "critic", "a", [1.0]))
