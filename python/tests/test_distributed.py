"""Several processes and mixed precision: what is logged is what one process in full precision would have seen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

import event_reader
from nashboard.torch import Cadence, watch
from torch import nn

RANKS, SECONDS = 2, 120


@pytest.mark.skipif(not torch.distributed.is_available(), reason="this torch has no torch.distributed")
def test_two_ranks_log_averaged_gradients_once_and_what_each_logs_in_files_of_its_own(tmp_path):
    script = str(Path(__file__).with_name("distributed_trainer.py"))
    run = lambda rank: subprocess.Popen(
        [sys.executable, script, str(rank), str(RANKS), str(tmp_path / "meeting"), str(tmp_path / "run")],
        cwd=Path(__file__).parents[1], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    ranks = [run(rank) for rank in range(RANKS)]
    outputs = [rank.communicate(timeout=SECONDS) for rank in ranks]
    assert [rank.returncode for rank in ranks] == [0, 0], outputs
    [path] = event_reader.files(tmp_path / "run")
    expected = [float(norm) for norm in outputs[0][0].split()]
    logged = event_reader.scalars(path, "generator/gradient_norm/0/weight")
    assert logged == [(step, pytest.approx(norm, rel=1e-5)) for step, norm in enumerate(expected)]
    assert [step for step, _ in event_reader.scalars(path, "generator/gradient_cosine")] == [1, 2]
    by_rank = event_reader.files(tmp_path / "run" / "by_rank")
    assert [event_reader.scalars(path, "rank") for path in by_rank] == [[(0, 0.0)], [(0, 1.0)]]
    assert by_rank[1].name.endswith(".rank1")


def test_gradients_under_autocast_are_logged_without_the_scale(tmp_path):
    torch.manual_seed(0)
    generator, discriminator = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 6)), nn.Sequential(nn.Linear(6, 1))
    optimizers = [torch.optim.SGD(m.parameters(), 0.1) for m in (generator, discriminator)]
    scaler = torch.amp.GradScaler("cpu", init_scale=1024.0)
    watched = watch(generator, discriminator, *optimizers, log_dir=tmp_path, cadence=Cadence.every_step(0, 0), scaler=scaler,
                    real_samples=torch.randn(16, 6), noise=torch.randn(16, 4))
    expected = []
    for _ in range(3):
        for player, optimizer in zip((discriminator, generator), reversed(optimizers)):
            optimizer.zero_grad()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = nn.functional.softplus(-discriminator(generator(torch.randn(8, 4)))).mean()
            scaler.scale(loss).backward()
            scaler.unscale_(optimizer)
            if player is generator:
                expected.append(generator[0].weight.grad.norm().item())
            nn.utils.clip_grad_norm_(player.parameters(), 1e-4)
            scaler.step(optimizer)
        scaler.update()
        watched.step(generator_loss=loss, discriminator_loss=loss)
    watched.close()
    path = watched.log.events.path
    norms = [value for _, value in event_reader.scalars(path, "generator/gradient_norm/0/weight")]
    assert norms == pytest.approx(expected, rel=1e-5)
    assert [value for _, value in event_reader.scalars(path, "mixed_precision/scale")] == [1024.0] * 3
    assert len(event_reader.values(path)["discriminator/logits/fake"]) == 3


def test_gradients_that_overflow_are_counted(tmp_path):
    generator, discriminator = nn.Sequential(nn.Linear(4, 6)), nn.Sequential(nn.Linear(6, 1))
    optimizers = [torch.optim.SGD(m.parameters(), 0.1) for m in (generator, discriminator)]
    watched = watch(generator, discriminator, *optimizers, log_dir=tmp_path, cadence=Cadence(probe=0, samples=0, features=0))
    loss = discriminator(generator(torch.randn(8, 4))).mean()
    generator[0].weight.register_hook(lambda gradient: gradient.index_fill(1, torch.tensor([2]), float("nan")))
    loss.backward()
    optimizers[0].step()
    watched.step(generator_loss=loss, discriminator_loss=loss)
    watched.close()
    assert event_reader.scalars(watched.log.events.path, "generator/non_finite/gradients/0/weight") == [(0, 6.0)]
