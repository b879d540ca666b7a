"""Inside Lightning and Accelerate: the watch sees the optimisers and gradients that these wrap."""

import pytest

torch = pytest.importorskip("torch")

import event_reader
from nashboard.torch import Cadence, watch
from torch import nn


def networks():
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 6)), nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 1))


def test_a_lightning_module_is_watched_by_callback(tmp_path):
    lightning = pytest.importorskip("lightning")
    from nashboard.torch.lightning import WatchCallback

    class Gan(lightning.LightningModule):
        def __init__(self):
            super().__init__()
            self.automatic_optimization = False
            self.generator, self.discriminator = networks()

        def configure_optimizers(self):
            return [torch.optim.SGD(m.parameters(), lr=0.1) for m in (self.generator, self.discriminator)]

        def training_step(self, batch, index):
            for optimizer, name in zip(self.optimizers(), ("g_loss", "d_loss")):
                loss = self.discriminator(self.generator(torch.randn(8, 4))).mean() * (1 if name == "d_loss" else -1)
                optimizer.zero_grad()
                self.manual_backward(loss)
                optimizer.step()
                self.log(name, loss)

    callback = WatchCallback(log_dir=tmp_path, cadence=Cadence.every_step(0, 0))
    trainer = lightning.Trainer(
        max_epochs=1, logger=False, accelerator="cpu", callbacks=[callback],
        enable_checkpointing=False, enable_progress_bar=False, enable_model_summary=False,
    )
    trainer.fit(Gan(), torch.utils.data.DataLoader(torch.zeros(3, 1)))
    path = event_reader.files(tmp_path)[0]
    assert [step for step, _ in event_reader.scalars(path, "generator/loss")] == [0, 1, 2]
    assert len(event_reader.scalars(path, "discriminator/update_ratio/0/weight")) == 3
    assert event_reader.scalars(path, "generator/gradient_norm/0/weight")[0][1] > 0


def test_optimisers_that_accelerate_wraps_are_watched(tmp_path):
    accelerate = pytest.importorskip("accelerate")
    accelerator = accelerate.Accelerator(cpu=True)
    generator, discriminator = networks()
    parts = accelerator.prepare(
        generator, discriminator, *(torch.optim.SGD(m.parameters(), lr=0.1) for m in (generator, discriminator))
    )
    watched = watch(*parts, log_dir=tmp_path, cadence=Cadence.every_step(0, 0), scaler=accelerator.scaler)
    loss = -parts[1](parts[0](torch.randn(8, 4))).mean()
    accelerator.backward(loss)
    expected = float(generator[0].weight.grad.norm())
    parts[2].step()
    watched.step(generator_loss=loss, discriminator_loss=0.0)
    watched.close()
    [(_, norm)] = event_reader.scalars(watched.log.events.path, "generator/gradient_norm/0/weight")
    assert norm == pytest.approx(expected, rel=1e-6)
