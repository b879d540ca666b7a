"""Everything in every step of a Keras game, in turns: outputs of whole banks as last judged, pictures once a turn."""

import numpy as np
import pytest

tf = pytest.importorskip("tensorflow")
keras = pytest.importorskip("keras")

import event_reader
from nashboard.keras import Cadence, Watch

BANK, SLICE, STEPS = 6, 2, 5


def test_outputs_are_those_of_whole_banks_as_last_judged(tmp_path):
    layers = keras.layers
    generator = keras.Sequential([layers.Input((4,)), layers.Dense(4, "tanh"), layers.Reshape((2, 2, 1))])
    judge = layers.Dense(1, use_bias=False, kernel_initializer="zeros")
    discriminator = keras.Sequential([layers.Input((2, 2, 1)), layers.Flatten(), judge])
    bank = np.arange(1.0, BANK + 1, dtype=np.float32)[:, None, None, None] * np.float32([[[1], [0]], [[0], [0]]])
    watched = Watch(
        generator, discriminator, keras.optimizers.SGD(0.1), keras.optimizers.SGD(0.1), log_dir=tmp_path,
        cadence=Cadence.every_step(bank_slice=SLICE), noise=tf.zeros([BANK, 4]), real_samples=bank,
    )
    for step in range(STEPS):
        judge.kernel.assign(np.float32([[step], [0], [0], [0]]))
        watched.step(generator_loss=0.0, discriminator_loss=0.0)
    watched.close()
    path = watched.log.events.path
    last_judged = [[0, 0, 0], [1, 0, 0], [1, 2, 0], [1, 2, 3], [4, 2, 3]]
    rows = event_reader.values(path)["discriminator/logits/real"]
    for (step, tensor), slices in zip(rows, last_judged):
        left, right, counts = np.frombuffer(dict(tensor)[4], "<f8").reshape(-1, 3).T
        expected = np.arange(1, BANK + 1) * np.repeat(slices, SLICE)
        assert counts.tolist() == [((a <= expected) & (expected < b)).sum() for a, b in zip(left, right)], step
    assert [step for step, _ in event_reader.strings(path, "samples/fixed_noise")] == [0, 3]
    assert b"one of 3 slices" in event_reader.strings(path, "nashboard/probe")[0][1][0]
