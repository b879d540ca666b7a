"""Under which names, and how often, a run logs: what it measures is the same, what a reader sees of it is not."""
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Style:
    """`names`: measured name → tag; what is not there is not logged. A name that ends in "/" renames all below it."""

    every_steps: int = 10
    # What is written as a step: 1, or an epoch of so many.
    steps_an_epoch: int = 1
    names: dict = field(default_factory=dict)
    probabilities: bool = False

    def tag(self, name):
        """None where this style does not log it."""
        if not self.names:
            return name
        if name in self.names:
            return self.names[name]
        over = next((one for one in self.names if one.endswith("/") and name.startswith(one)), None)
        return None if over is None else self.names[over] + name[len(over) :]


_OUTPUTS = "discriminator/logits/"
# Of the styles that write once an epoch.
EPOCH_STEPS = 25
STYLES = {
    "canonical": Style(),
    # As StyleGAN's trainers write.
    "scores": Style(
        every_steps=25,
        names={
            "generator/loss": "Loss/G/loss",
            "discriminator/loss": "Loss/D/loss",
            "discriminator/r1_penalty": "Loss/r1_penalty",
            "discriminator/output/real": "Loss/scores/real",
            "discriminator/output/fake": "Loss/scores/fake",
            "discriminator/sign/real": "Loss/signs/real",
            "discriminator/sign/fake": "Loss/signs/fake",
            "augmentation": "Progress/augment",
            _OUTPUTS: "D/logits/",
        },
    ),
    # As the DCGAN of PyTorch's examples prints: outputs after a sigmoid.
    "probabilities": Style(
        every_steps=50,
        probabilities=True,
        names={
            "generator/loss": "Loss_G",
            "discriminator/loss": "Loss_D",
            "discriminator/output/real": "D(x)",
            "discriminator/output/fake": "D(G(z))",
            _OUTPUTS: "D/probability/",
        },
    ),
    # As many a Lightning module: the two losses and nothing else.
    "losses": Style(
        every_steps=50,
        names={"generator/loss": "g_loss", "discriminator/loss": "d_loss", _OUTPUTS: "d_logits_"},
    ),
    # As the callback of Keras: one point an epoch, here of its last step.
    "keras": Style(
        every_steps=EPOCH_STEPS,
        steps_an_epoch=EPOCH_STEPS,
        names={"generator/loss": "epoch_g_loss", "discriminator/loss": "epoch_d_loss", _OUTPUTS: "D/logits/"},
    ),
    # As tutorials write at the end of each epoch, and nothing in a name says that its number is the step.
    "epochs": Style(
        every_steps=EPOCH_STEPS,
        steps_an_epoch=EPOCH_STEPS,
        names={
            "generator/loss": "Loss/Generator",
            "discriminator/loss": "Loss/Discriminator",
            "discriminator/accuracy/real": "Accuracy/Real",
            "discriminator/accuracy/fake": "Accuracy/Fake",
            _OUTPUTS: "Logits/",
        },
    ),
    # As trainers of Wasserstein critics.
    "critic": Style(
        every_steps=5,
        names={
            "generator/loss": "train/gen_loss",
            "discriminator/loss": "train/critic_loss",
            "discriminator/output/real": "train/critic_real",
            "discriminator/output/fake": "train/critic_fake",
            "discriminator/gradient_penalty": "train/gradient_penalty",
            "generator/gradient_norm": "train/grad_norm_G",
            "discriminator/gradient_norm": "train/grad_norm_D",
            _OUTPUTS: "critic/scores_",
        },
    ),
    # As CycleGAN's descendants: sides apart, with accuracies and rates.
    "sides": Style(
        every_steps=10,
        names={
            "generator/loss": "loss/G_GAN",
            "discriminator/loss": "loss/D",
            "discriminator/loss/real": "loss/D_real",
            "discriminator/loss/fake": "loss/D_fake",
            "discriminator/accuracy/real": "acc/D_real",
            "discriminator/accuracy/fake": "acc/D_fake",
            "generator/learning_rate": "lr/G",
            "discriminator/learning_rate": "lr/D",
            "generator/gradient_norm": "grad_norm/G",
            "discriminator/gradient_norm": "grad_norm/D",
            _OUTPUTS: "D_logits/",
        },
    ),
}
