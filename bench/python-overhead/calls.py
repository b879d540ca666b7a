"""CPU and wall time of one logging call, writing included: calls.py <scalar|histogram> <contender> <count>. Prints JSON."""

import json
import sys
import tempfile
import time

import numpy as np

TAGS = [f"series/{i}" for i in range(10)]
ELEMENTS = 1_000_000


def nashboard_calls(gradient):
    from nashboard import EventLog, GameLog

    log = GameLog(EventLog(tempfile.mkdtemp()))
    scalar = lambda tag, step, value: log.events.scalar(tag, step, value)
    histogram = lambda step: log.log_gradient(step, "generator", "layer", gradient.copy())
    return scalar, histogram, log.events.flush


def summary_writer_calls(gradient):
    import torch
    from torch.utils.tensorboard import SummaryWriter

    writer, tensor = SummaryWriter(tempfile.mkdtemp()), torch.from_numpy(gradient)
    scalar = lambda tag, step, value: writer.add_scalar(tag, value, step)
    return scalar, lambda step: writer.add_histogram("generator/layer", tensor, step), writer.flush


def tensorflow_calls(gradient):
    import tensorflow as tf

    writer, tensor = tf.summary.create_file_writer(tempfile.mkdtemp()), tf.constant(gradient)
    writer.set_as_default()
    scalar = lambda tag, step, value: tf.summary.scalar(tag, value, step=step)
    return scalar, lambda step: tf.summary.histogram("generator/layer", tensor, step=step), writer.flush


CONTENDERS = {
    "Nashboard": nashboard_calls,
    "SummaryWriter": summary_writer_calls,
    "tf.summary": tensorflow_calls,
}


def main():
    kind, contender, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    gradient = (np.random.default_rng(0).standard_normal(ELEMENTS) * 1e-3).astype(np.float32)
    scalar, histogram, flush = CONTENDERS[contender](gradient)

    def run(times):
        for step in range(times):
            if kind == "histogram":
                histogram(step)
                continue
            for tag in TAGS:
                scalar(tag, step, 0.5)

    calls_a_step = len(TAGS) if kind == "scalar" else 1
    run(2)
    flush()
    steps = max(1, count // calls_a_step)
    cpu, wall = time.process_time(), time.perf_counter()
    run(steps)
    returned = time.perf_counter() - wall
    flush()
    spent = time.process_time() - cpu
    calls = steps * calls_a_step
    print(json.dumps({"callMicroseconds": 1e6 * returned / calls, "cpuMicroseconds": 1e6 * spent / calls}))


main()
