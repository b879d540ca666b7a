"""Adversarial losses as minimised by each player, and the discriminator's penalties."""
import torch
from torch.nn.functional import relu, softplus


def discriminator_parts(family, real, fake):
    """Means over the real and over the generated half."""
    if family in ("bce", "bce-saturating"):
        return softplus(-real).mean(), softplus(fake).mean()
    if family == "hinge":
        return relu(1 - real).mean(), relu(1 + fake).mean()
    if family == "lsgan":
        return 0.5 * ((real - 1) ** 2).mean(), 0.5 * (fake**2).mean()
    if family == "relativistic":
        # Each half of the loss of real − fake, so that the halves sum to it as in the other families.
        return 0.5 * softplus(fake - real).mean(), 0.5 * softplus(fake - real).mean()
    return -real.mean(), fake.mean()


def generator_loss(family, fake, real=None):
    """`real`: outputs on real samples, which the relativistic loss alone looks at."""
    if family == "relativistic":
        return softplus(real - fake).mean()
    if family == "bce":
        return softplus(-fake).mean()
    if family == "bce-saturating":
        return -softplus(fake).mean()
    if family == "lsgan":
        return 0.5 * ((fake - 1) ** 2).mean()
    return -fake.mean()


def squared_input_gradient(discriminator, samples):
    samples = samples.detach().requires_grad_(True)
    (gradient,) = torch.autograd.grad(discriminator(samples).sum(), samples, create_graph=True)
    return gradient.pow(2).sum(1)


def penalty_of(recipe, discriminator, real, fake):
    """The weighted penalty, and the mean input-gradient norm at interpolates (None without a gradient penalty)."""
    total, norm = torch.zeros(()), None
    if recipe.r1:
        total = total + recipe.r1 / 2 * squared_input_gradient(discriminator, real).mean()
    if recipe.gradient_penalty:
        mix = torch.rand(len(real), 1)
        norms = (squared_input_gradient(discriminator, mix * real + (1 - mix) * fake) + 1e-12).sqrt()
        norm = float(norms.detach().mean())
        total = total + recipe.gradient_penalty * ((norms - 1) ** 2).mean()
    return total, norm


def decision_threshold(family):
    return 0.5 if family == "lsgan" else 0.0


def decides(family):
    """Whether outputs on one side of a threshold mean real; elsewhere only differences count."""
    return family not in ("wasserstein", "relativistic")
