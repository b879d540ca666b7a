"""One rank of a small game under DistributedDataParallel: distributed_trainer.py RANK RANKS MEETING_FILE LOG_DIR. Prints norms."""

import sys

import torch
from torch import nn
from torch.nn.parallel import DistributedDataParallel

from nashboard import EventLog
from nashboard.torch import Cadence, watch

STEPS, BATCH = 3, 8


def main(rank, ranks, meeting_file, log_dir):
    torch.set_num_threads(1)
    torch.distributed.init_process_group("gloo", init_method=f"file://{meeting_file}", rank=rank, world_size=ranks)
    torch.manual_seed(0)
    generator = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 6), nn.Tanh())
    discriminator = nn.Sequential(nn.Linear(6, 8), nn.LeakyReLU(0.2), nn.Linear(8, 1))
    noise, real = torch.randn(STEPS, ranks * BATCH, 4), torch.rand(STEPS, ranks * BATCH, 6) * 2 - 1
    alone = [nn.Sequential(*(type(p)(p.in_features, p.out_features) if isinstance(p, nn.Linear) else p for p in m)) for m in (generator, discriminator)]
    alone[0].load_state_dict(generator.state_dict())
    alone[1].load_state_dict(discriminator.state_dict())
    parts = [DistributedDataParallel(generator), DistributedDataParallel(discriminator)]
    optimizers = [torch.optim.SGD(m.parameters(), 0.1) for m in parts]
    watched = watch(*parts, *optimizers, log_dir=log_dir, cadence=Cadence.every_step(0, 0), real_samples=real[0], noise=noise[0])
    mine = slice(rank * BATCH, (rank + 1) * BATCH)
    train(parts, optimizers, noise[:, mine], real[:, mine], watched)
    watched.close()
    own = EventLog(f"{log_dir}/by_rank", rank=rank)
    own.scalar("rank", 0, rank)
    own.close()
    if rank == 0:  # one process with the whole batch has the gradients that the ranks average
        print(*train(alone, [torch.optim.SGD(m.parameters(), 0.1) for m in alone], noise, real, None))
    torch.distributed.destroy_process_group()


def train(parts, optimizers, noise, real, watched):
    """Norms of the generator's first gradient."""
    (generator, discriminator), norms, softplus = parts, [], nn.functional.softplus
    for latent, batch in zip(noise, real):
        d_loss = softplus(-discriminator(batch)).mean() + softplus(discriminator(generator(latent).detach())).mean()
        optimizers[1].zero_grad()
        d_loss.backward()
        optimizers[1].step()
        g_loss = softplus(-discriminator(generator(latent))).mean()
        optimizers[0].zero_grad()
        g_loss.backward()
        norms.append(next(generator.parameters()).grad.norm().item())
        optimizers[0].step()
        if watched is not None:
            watched.step(generator_loss=g_loss, discriminator_loss=d_loss)
    return norms


main(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
