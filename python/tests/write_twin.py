"""Logs the same values as checks/python-client.test.ts does with the JavaScript SDK: write_twin.py DIRECTORY"""

import sys

import numpy as np

from nashboard import EventLog, GameLog

WALL_TIME_SECONDS = 1_700_000_000.25


def main(directory: str) -> None:
    events = EventLog(directory, writer_name="twin", wall_time=lambda: WALL_TIME_SECONDS)
    log = GameLog(events)
    log.log_hyperparameters({"loss": "bce", "learning_rate": 1e-4, "is_deep": True})
    counter = np.arange(2000)
    values = (counter * 7919 % 2001 - 1000) * np.exp2(counter % 40 - 45.0)  # exact in both languages
    for step in (0, 1, 300, 2**40):
        log.log_losses(step, generator=0.1 * step, discriminator=1e39, discriminator_real=-0.5)
        log.log_accuracy(step, real=0.25, fake=float("nan"))
        log.log_logits(step, real=values, fake=[-1, float("nan"), float("inf")], held_out=[0.0, -0.0])
        log.log_layer(step, "generator", "dense/kernel", values, weight_norm=2.0, update_norm=0.5)
    events.text("notes", 3, "häßlich")
    events.text("notes", 4, ["a", "b"])
    events.tensor("features/x/real", 5, np.arange(6, dtype=np.float32).reshape(2, 3), plugin="nashboard")
    events.session_start(7)
    events.close()


main(sys.argv[1])
