"""Watched and plain steps in alternating blocks of one process: what watching adds, as CPU time of all threads."""

import json
import statistics
import time

PERIOD_BLOCKS, DEFAULT_BLOCK_STEPS, BLOCK_STEPS, PLAIN_STEPS = 5, 100, 5, 20
"""Each default cadence falls due equally often in every period of 500 steps; plain steps are all alike."""
EVERY_KIND = ("layers", "histograms", "direction", "probe", "samples", "features")
WARM_UP_STEPS = 10


def cadence_of(which, cadence):
    """`which`: default, everything, turns (everything in turns) or one kind alone; `cadence`: the client's class."""
    if which in ("everything", "turns"):
        return cadence.every_step(*(() if which == "turns" else (0, 0)))
    return cadence() if which == "default" else cadence(**{**dict.fromkeys(EVERY_KIND, 0), which: 1})


def milliseconds_a_step(side, steps):
    """`side`: what trains so many steps, and the watch that sees it or None."""
    train, watched = side
    started = time.process_time()
    train(steps)
    if watched is not None:
        watched.log.events.flush()  # what the writing thread does belongs to the watched side
    return 1000 * (time.process_time() - started) / steps


def print_overhead(plain, watched, which, periods):
    block_steps = DEFAULT_BLOCK_STEPS if which == "default" else BLOCK_STEPS
    for train, _ in (plain, watched):
        train(WARM_UP_STEPS)
    watched[1].current_step = 0  # a period begins with what falls due at once
    watched[1]._arm()
    rows = []
    for block in range(PERIOD_BLOCKS * periods):
        sides = ((plain, min(block_steps, PLAIN_STEPS)), (watched, block_steps))
        times = [milliseconds_a_step(*side) for side in (sides if block % 2 == 0 else sides[::-1])]
        rows.append(times if block % 2 == 0 else times[::-1])
    # Of each block's place in the period the median over periods: what falls due there stays, what other work costs goes.
    of_places = [rows[place::PERIOD_BLOCKS] for place in range(PERIOD_BLOCKS)]
    overhead = statistics.mean(statistics.median(w / p for p, w in place) for place in of_places) - 1
    figures = {"plainMilliseconds": statistics.median(p for p, _ in rows), "watchedMilliseconds": statistics.median(w for _, w in rows)}
    print(json.dumps({**figures, "overhead": overhead}))
