"""A GAN in Lightning, watched by its callback: python lightning_gan.py --steps 1000 --log-dir runs/lightning"""

import argparse

import lightning
import torch
from digits import digits
from torch import nn

from nashboard.torch.lightning import WatchCallback

BATCH, NOISE = 32, 64


class Gan(lightning.LightningModule):
    def __init__(self):
        super().__init__()
        self.automatic_optimization = False
        self.generator = nn.Sequential(nn.Linear(NOISE, 128), nn.ReLU(), nn.Linear(128, 784), nn.Sigmoid())
        self.discriminator = nn.Sequential(nn.Linear(784, 128), nn.LeakyReLU(0.2), nn.Linear(128, 1))

    def configure_optimizers(self):
        return [torch.optim.Adam(m.parameters(), 2e-4, betas=(0.5, 0.999)) for m in (self.generator, self.discriminator)]

    def training_step(self, batch, index):
        (real,) = batch
        generator_optimizer, discriminator_optimizer = self.optimizers()
        loss_of = nn.functional.softplus  # of minus the logit: cross-entropy with the label “real”
        fake = self.generator(torch.randn(len(real), NOISE, device=self.device))
        d_loss = loss_of(-self.discriminator(real)).mean() + loss_of(self.discriminator(fake.detach())).mean()
        discriminator_optimizer.zero_grad()
        self.manual_backward(d_loss)
        discriminator_optimizer.step()
        g_loss = loss_of(-self.discriminator(fake)).mean()
        generator_optimizer.zero_grad()
        self.manual_backward(g_loss)
        generator_optimizer.step()
        self.log_dict({"g_loss": g_loss, "d_loss": d_loss})


def main(steps, log_dir):
    lightning.seed_everything(0, verbose=False)
    images = torch.from_numpy(digits(4096)).flatten(1)  # [0, 1], which is what the sigmoid can draw
    callback = WatchCallback(
        log_dir=log_dir, noise=torch.randn(64, NOISE), real_samples=images[64:128], held_out_samples=images[:64],
        as_images=lambda flat: flat.view(-1, 1, 28, 28), hyperparameters={"loss": "bce", "learning_rate": 2e-4},
    )
    data = torch.utils.data.TensorDataset(images[64:])
    trainer = lightning.Trainer(
        max_steps=2 * steps, accelerator="cpu", logger=False, callbacks=[callback],  # it counts both optimisers' steps
        enable_checkpointing=False, enable_progress_bar=False, enable_model_summary=False,
    )
    trainer.fit(Gan(), torch.utils.data.DataLoader(data, batch_size=BATCH, shuffle=True))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--log-dir", default="runs/lightning")
    main(**vars(parser.parse_args()))
