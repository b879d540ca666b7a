"""Every fault that preflight knows, injected in turn into one small game, in a plain loop, with Accelerate and in Lightning."""

import pytest

torch = pytest.importorskip("torch")

import event_reader
from nashboard.torch import watch
from preflight_faults import FAULTS
from torch import nn

STEPS, BATCH, NOISE = 7, 32, 4


class Game:
    def __init__(self, fault):
        torch.manual_seed(0)
        self.fault = fault
        last = nn.Sigmoid() if fault == "range" else nn.Tanh()
        self.generator = nn.Sequential(nn.Linear(NOISE, 16), nn.ReLU(), nn.Linear(16, 16), last, nn.Unflatten(1, (1, 4, 4)))
        self.discriminator = nn.Sequential(nn.Flatten(), nn.Linear(16, 16), nn.LeakyReLU(0.2), nn.Linear(16, 1))
        self.real = torch.rand(64, 1, 4, 4) * 2 - 1
        if fault in ("half range", "divided twice"):
            self.real = (self.real + 1) / (2 if fault == "half range" else 2 * 255)
        self.real = {"bytes": self.real * 127.5 + 127.5, "layout": self.real.permute(0, 2, 3, 1)}.get(fault, self.real)
        self.noise = torch.randn(BATCH, NOISE)

    def optimizers(self):
        trained = {"foreign parameters": [*self.generator.parameters(), *self.discriminator.parameters()]}
        trained["missing parameters"] = [nn.Parameter(torch.zeros(1))]
        parameters = trained.get(self.fault, self.generator.parameters())
        return [
            torch.optim.Adam(parameters, 1e-3, maximize=self.fault == "climbs"),
            torch.optim.Adam(self.discriminator.parameters(), 0.0 if self.fault == "rate of zero" else 1e-3),
        ]

    def generate(self):
        return self.generator(self.noise if self.fault == "same noise" else torch.randn(BATCH, NOISE))

    def generator_loss(self):
        logits = self.discriminator(self.generate())
        wanted = torch.full_like(logits, 0.0 if self.fault == "wanted label" else 1.0)
        loss = nn.functional.binary_cross_entropy_with_logits(logits, wanted)
        return -loss if self.fault == "sign" else loss

    def discriminator_loss(self):
        on_real, on_fake = self.discriminator(self.real[:BATCH]), self.discriminator(self.generate().detach())
        label = 0.0 if self.fault == "labels" else 1.0
        loss_of = nn.functional.binary_cross_entropy_with_logits
        return loss_of(on_real, torch.full_like(on_real, label)) + loss_of(on_fake, torch.full_like(on_fake, 1 - label))

    def banks(self):
        return {"real_samples": self.real, "noise": torch.randn(64, NOISE)}

    def losses(self):
        return {"generator_loss": self.generator_loss, "discriminator_loss": self.discriminator_loss}


def in_a_plain_loop(game, folder, prepare=lambda *parts: parts, backward=lambda loss: loss.backward()):
    game.generator, game.discriminator, *optimizers = prepare(game.generator, game.discriminator, *game.optimizers())
    watched = watch(game.generator, game.discriminator, *optimizers, log_dir=folder, **game.banks())
    watched.preflight(**game.losses())
    for _ in range(STEPS):
        seen = {}
        for (name, loss_of), optimizer in zip(reversed(game.losses().items()), reversed(optimizers)):
            optimizer.zero_grad()
            seen[name] = loss_of()
            backward(seen[name])
            optimizer.step()
        watched.step(**seen)
    watched.close()
    return watched


def with_accelerate(game, folder):
    accelerator = pytest.importorskip("accelerate").Accelerator(cpu=True)
    return in_a_plain_loop(game, folder, accelerator.prepare, accelerator.backward)


def in_lightning(game, folder):
    lightning = pytest.importorskip("lightning")
    from nashboard.torch.lightning import WatchCallback

    class Module(lightning.LightningModule):
        def __init__(self):
            super().__init__()
            self.automatic_optimization = False
            self.generator, self.discriminator = game.generator, game.discriminator

        def configure_optimizers(self):
            return game.optimizers()

        def training_step(self, batch, index):
            for optimizer, name in zip(reversed(self.optimizers()), ("discriminator_loss", "generator_loss")):
                loss = game.losses()[name]()
                optimizer.zero_grad()
                self.manual_backward(loss)
                optimizer.step()
                self.log(name, loss)

    callback = WatchCallback(
        log_dir=folder, losses=("generator_loss", "discriminator_loss"), preflight=lambda _: game.losses(), **game.banks()
    )
    quiet = {"logger": False, "enable_checkpointing": False, "enable_progress_bar": False, "enable_model_summary": False}
    trainer = lightning.Trainer(max_epochs=1, accelerator="cpu", callbacks=[callback], **quiet)
    trainer.fit(Module(), torch.utils.data.DataLoader(torch.zeros(STEPS, 1)))
    return callback.watch


@pytest.mark.parametrize("host", [in_a_plain_loop, with_accelerate, in_lightning])
@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_said_in_words_and_the_sound_game_says_nothing(fault, host, tmp_path, capfd):
    codes, words = FAULTS[fault]
    watched = host(Game(fault), tmp_path)
    assert [concern.code for concern in watched.concerns] == codes
    assert words in capfd.readouterr().err
    logged = event_reader.values(watched.log.events.path)
    assert len(logged.get("nashboard/preflight", [])) == len(codes)
    for concern in watched.concerns:
        [(_, severity)] = event_reader.scalars(watched.log.events.path, f"nashboard/preflight/{concern.mode}")
        assert severity >= concern.severity
