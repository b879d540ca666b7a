"""Real TensorBoard reads what the client writes, value for value."""

import numpy as np
import pytest

pytest.importorskip("tensorboard")

from nashboard import EventLog, GameLog
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.util import tensor_util


def test_tensorboard_reads_every_kind(tmp_path):
    log = GameLog(EventLog(tmp_path))
    features = np.random.default_rng(0).standard_normal((5, 3)).astype(np.float32)
    log.log_hyperparameters({"loss": "bce"})
    for step in range(3):
        log.log_losses(step, generator=step + 0.5, discriminator=float("nan"))
        log.log_logits(step, real=[1.0, 2.0], fake=[-1.0])
        log.log_samples(step, "fixed_noise", np.zeros((4, 1, 8, 8)))
        log.log_audio(step, "sound", [np.zeros(10)], 8000)
        log.log_text(step, "words", "hello")
        log.log_features(step, "encoder", real=features)
    log.events.close()
    seen = EventAccumulator(str(tmp_path), size_guidance={"tensors": 0}).Reload()
    plugins = {tag: seen.SummaryMetadata(tag).plugin_data.plugin_name for tag in seen.Tags()["tensors"]}
    assert plugins == {
        "_hparams_/experiment": "hparams",
        "_hparams_/session_start_info": "hparams",
        "_hparams_/session_end_info": "hparams",
        "generator/loss": "scalars",
        "discriminator/loss": "scalars",
        "discriminator/logits/real": "histograms",
        "discriminator/logits/fake": "histograms",
        "samples/fixed_noise": "images",
        "samples/sound": "audio",
        "samples/words": "text",
        "features/encoder/real": "nashboard",
    }
    values = lambda tag: [tensor_util.make_ndarray(event.tensor_proto) for event in seen.Tensors(tag)]
    assert [float(value) for value in values("generator/loss")] == [0.5, 1.5, 2.5]
    assert np.isnan(values("discriminator/loss")).all()
    assert (values("features/encoder/real")[2] == features).all()
    assert values("discriminator/logits/real")[0][:, 2].sum() == 2
    assert [event.step for event in seen.Tensors("samples/fixed_noise")] == [0, 1, 2]
