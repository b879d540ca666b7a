"""Every example runs for a few steps and logs its losses, layers and samples without a concern."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

import event_reader

FOLDER = Path(__file__).parents[2] / "examples/python"
EXAMPLES = sorted(path for path in FOLDER.glob("*.py") if path.name != "digits.py")
FRAMEWORK = {"pytorch": "torch", "tensorflow": "tensorflow", "keras": "keras", "lightning": "lightning", "jax": "jax"}
STEPS, MOST_LINES = 3, 100


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_short_runs_and_logs_what_diagnosis_needs(example, tmp_path):
    assert len(example.read_text().splitlines()) < MOST_LINES
    framework = FRAMEWORK[example.stem.split("_")[0]]
    if importlib.util.find_spec(framework) is None:
        pytest.skip(f"{framework} is not installed")
    python_path = os.pathsep.join([str(FOLDER.parents[1] / "python"), *filter(None, [os.environ.get("PYTHONPATH")])])
    run = subprocess.run(
        [sys.executable, str(example), "--steps", str(STEPS), "--log-dir", str(tmp_path)],
        env={**os.environ, "PYTHONPATH": python_path, "TF_CPP_MIN_LOG_LEVEL": "3"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "preflight" not in run.stderr
    [path] = event_reader.files(tmp_path)
    tags = set(event_reader.values(path))
    assert [step for step, _ in event_reader.scalars(path, "generator/loss")] == list(range(STEPS))
    assert {"discriminator/loss", "discriminator/logits/held_out", "samples/fixed_noise", "_hparams_/experiment"} <= tags
    for player in ("generator", "discriminator"):
        assert any(tag.startswith(f"{player}/gradient_norm/") for tag in tags)
