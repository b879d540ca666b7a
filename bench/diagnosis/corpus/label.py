"""Turns the truths of the corpus into labelled intervals: python label.py. What happened decides, with hysteresis."""
import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np

from recipe import Recipe
from styles import STYLES

CORPUS = Path(__file__).resolve().parents[3] / "fixtures/corpus"
# Every generator covers little before this, or before half of a shorter run: what it has not learned yet is no failure.
ARMED_FROM_STEP = 300
# In probes of so many steps; where a run is probed more often, as many more.
PROBE_STEPS = 50
OPENS_AFTER, CLOSES_AFTER = 3, 3
# Modes that a good run may lack: a rare digit falls below the bar by chance.
MAY_LACK = {"digits": 1, "stacked": 2}
# Share of samples near a mode (or read as a digit) from which modes can be counted.
COUNTABLE = 0.4
LEAST_DIVERSITY = 0.65
TREND_PROBES = 10
# The distance of two sets of fresh samples varies by a tenth between probes of a run that stands still.
WORSE_THAN_BEST = 1.5
# Ten probes hold two turns to and fro and more of what is labelled as going in circles.
SWING_PROBES, LEAST_TURNS = 10, 4
# Of the first learning rate.
DEAD_RATE = 1e-3
# Dense networks stay below 0.1 once they have learned something.
UNEVEN = 0.15
# A discriminator that has begun to tell training from new samples is not yet a failure, and no longer healthy.
NO_LONGER_BLIND = 0.56
# Coverage says nothing of where a single mode's samples lie: they must be this near, in distances of two samples.
NEAR_THE_ONLY_MODE = 0.3
STRONG_R1, STRONG_PENALTY = 10, 100
# Of samples, those that are of the class asked for; and, of a class that nobody follows, over what chance gives.
WELL_FOLLOWED, CHANCES_OF_CLASS = 0.7, 2


class Run:
    """Columns of probes; what could not be measured is NaN, and NaN meets no condition."""

    def __init__(self, truth):
        self.about, self.recipe = truth, truth["recipe"]
        self._columns = truth["probes"]
        self.steps = np.array(self._columns["step"])

    def __getitem__(self, name):
        return np.array([np.nan if value is None else float(value) for value in self._columns.get(name, [None] * len(self.steps))])

    @property
    def is_armed(self):
        return self.steps >= min(ARMED_FROM_STEP, self.recipe.get("steps", Recipe.steps) / 2)

    @property
    def probe_steps(self):
        return int(self.steps[1] - self.steps[0])

    @property
    def may_lack(self):
        return MAY_LACK.get(self.about["data"], 0)

    @property
    def is_good(self):
        is_there = self["distance"] < NEAR_THE_ONLY_MODE if self.about["modes"] == 1 else True
        return (
            is_there
            & (self["covered"] >= self.about["modes"] - self.may_lack)
            & (self["near"] >= COUNTABLE)
            & (self["modeDivergence"] < 0.35)
            & (self["diversity"] > LEAST_DIVERSITY)
            & ~(self["followed"] < WELL_FOLLOWED)
        )

    @property
    def is_stuck(self):
        """Not good, and no nearer to the data than ten probes ago."""
        return ~self.is_good & (self["distance"] >= 0.9 * self.earlier("distance"))

    def earlier(self, name):
        """The column as it was ten probes before."""
        values = self[name]
        lag = min(TREND_PROBES, len(values))
        return np.concatenate([np.full(lag, np.nan), values[:-lag]])


def conditions(run):
    """Per failure mode where it holds, and how many probes in a row it must."""
    modes, known = run.about["modes"], run["finite"] == 1
    collapsed = (run["diversity"] < 0.3) | ((run["near"] >= COUNTABLE) & (run["covered"] <= modes / 4))
    lacks = modes - run["covered"] > run.may_lack
    swings = (circles(run["offsetX"]) | circles(run["offsetY"])) & ~collapsed
    flat = run.is_stuck & (run["separability"] >= 0.95) & (run["spreadAll"] < 0.15) & (run["auc"] < 0.9) & ~swings
    exploded = (run["loss"] > 1e3) | (run["gradient"] > 1e3) | (run["largest"] > 1e3) | (run["largestOutput"] > 1e4)
    early = (run["firstGradient"] < 1e-3 * run["lastGradient"]) & (run["firstGradient"] < 1e-4)
    is_critic = run.about["loss"] == "wasserstein"
    return {
        "F01": (collapsed & known, OPENS_AFTER),
        "F02": (~collapsed & lacks & (run["near"] >= COUNTABLE) & run.is_stuck & known, 5),
        "F03": _is_chasing(run, modes) & known,
        "F04": ((run["auc"] > 0.975) & run.is_stuck, 5),
        _flat_mode(run): (flat, 5),
        "F06": (run["trainAuc"] > 0.6, 5),
        "F07": ((run["augmentation"] >= 1) & (run["realSign"] > run.recipe.get("augmentation_target", 0)), OPENS_AFTER),
        "F08": (exploded & known, 2),
        "F09": (~known, 1),
        "F10": (early & run.is_stuck, 5),
        "F11": (run["dead"] > 0.8, OPENS_AFTER),
        "F12": (swings, 5),
        "F13": (run["copied"] > 0.1, OPENS_AFTER),
        "F14": ((run["diversity"] < 0.05) & known, OPENS_AFTER),
        "F15": ((run["followed"] < CHANCES_OF_CLASS / modes) & (run["near"] >= COUNTABLE) & ~collapsed, 5),
        "F16": (is_critic & (run["slope"] > 2) & ~run.is_good & known, OPENS_AFTER),
        "F18": (_is_unequal(run) & (run["auc"] > 0.975) & run.is_stuck & known, 5),
        "F19": ((run["moved_d"] == 0) & (run.steps > 0) & (run["rateShare"] >= DEAD_RATE) & known, 2),
        "F20": (run["unreachable"] > 0.05, 1),
        "F21": ((run["auc"] > 0.95) & (run["auc"] - run["sameAuc"] > 0.2), 5),
        "F22": (run["distance"] > WORSE_THAN_BEST * run["distanceInTraining"], 5),
        "F23": (_lacks_variety(run) & ~lacks & known, 5),
        "F24": ((run["uneven"] > UNEVEN) & ~collapsed & known, 5),
        "F25": ((run["worsened"] > 0.7) & (run.recipe.get("g_sign", 1) < 0), 4),
        "F28": ((run["distance"] > WORSE_THAN_BEST * _best(run)) & ~run.is_good & ~swings & known, 5),
        "F29": (run["distanceOfAverage"] > WORSE_THAN_BEST * run["distance"], 5),
        "F27": (run["rateShare"] < DEAD_RATE, 1),
    }


def circles(offset):
    """Where the samples' mean swings about the data's, to and fro, and as far as before."""
    found = np.zeros(len(offset), bool)
    for at in range(SWING_PROBES, len(offset) - SWING_PROBES + 1):
        earlier, later = offset[at - SWING_PROBES : at], offset[at : at + SWING_PROBES]
        turns = np.sum(np.diff(np.sign(offset[at - SWING_PROBES : at + SWING_PROBES])) != 0)
        reach = [np.quantile(np.abs(part), 0.9) for part in (earlier, later)]
        if turns >= LEAST_TURNS and reach[1] > 0.5 and reach[1] >= 0.8 * reach[0]:
            found[at - SWING_PROBES : at + SWING_PROBES] = True
    return found


def _is_unequal(run):
    """The player with the larger learning rate moves its weights 30 times as much as the other does."""
    rates = run.recipe.get("lr_g", 1), run.recipe.get("lr_d", 1)
    faster, slower = ("moved_g", "moved_d") if rates[0] > rates[1] else ("moved_d", "moved_g")
    return (rates[0] != rates[1]) & (run[faster] > 30 * run[slower])


def _lacks_variety(run):
    """Samples of one class are far more alike than the data's, and that does not get better."""
    low = (run["variety"] < 0.6) & (run["near"] >= COUNTABLE) & (run["diversity"] >= 0.3)
    return low & (run["variety"] < 1.1 * run.earlier("variety"))


def _is_chasing(run, modes):
    """Few modes at a time, moving far at each probe, within the data's scale, and no nearer to the data."""
    moves = (_mean(run["displacement"]) > 0.3) & (run["largest"] < 5) & (modes > 1)
    return moves & (_mean(run["covered"]) <= modes / 2) & run.is_stuck


def _flat_mode(run):
    """The discriminator says nothing. Why, within F05, F17 and F26, can only be had from what it was told to do."""
    if run.recipe.get("label_flips", 0) > 0.2:
        return "F26"
    strong = run.recipe.get("r1", 0) >= STRONG_R1 or run.recipe.get("gradient_penalty", 0) >= STRONG_PENALTY
    return "F17" if strong else "F05"


def _best(run):
    """The least distance so far, from where runs have learned something: a start may lie near the data by chance."""
    return np.fmin.accumulate(np.where(run.is_armed, run["distance"], np.nan))


def _mean(values):
    """Over the last ten probes."""
    return np.array([np.nanmean(values[max(0, at - TREND_PROBES + 1) : at + 1]) if at else np.nan for at in range(len(values))])


# Facts of the set-up or of the arithmetic hold from the first step on.
ALWAYS_ARMED = {"F08", "F09", "F19", "F20", "F25", "F27"}


def intervals_of(run):
    found = []
    for mode, condition in conditions(run).items():
        holds, opens_after = condition if isinstance(condition, tuple) else (condition, OPENS_AFTER)
        armed = holds if mode in ALWAYS_ARMED else holds & run.is_armed
        found += [{"mode": mode, "fromStep": one[0], "toStep": one[1]} for one in _stretches(armed, run, opens_after)]
    return sorted(found, key=lambda one: (one["fromStep"], one["mode"]))


def _stretches(holds, run, opens_after):
    opens_after, closes_after = (round(probes * PROBE_STEPS / run.probe_steps) for probes in (opens_after, CLOSES_AFTER))
    stretches, start, last, clear = [], None, None, 0
    for at, is_so in enumerate(list(holds) + [False] * (closes_after + 1)):
        if is_so:
            start, last, clear = (at if start is None else start), at, 0
            continue
        clear += 1
        if start is not None and clear >= closes_after:
            if int(np.sum(holds[start : last + 1])) >= opens_after:
                stretches.append((int(run.steps[start]), int(run.steps[last])))
            start = None
    return stretches


def healthy_of(run, intervals):
    """Good for three probes or more, without a sign of failure, and two probes away from whatever is labelled."""
    margin = 2 * PROBE_STEPS
    touched = run["trainAuc"] > NO_LONGER_BLIND
    for condition in conditions(run).values():
        touched |= condition[0] if isinstance(condition, tuple) else condition
    for one in intervals:
        touched |= (run.steps >= one["fromStep"] - margin) & (run.steps <= one["toStep"] + margin)
    good = run.is_good & ~touched & run.is_armed
    return [{"fromStep": start, "toStep": end} for start, end in _stretches(good, run, OPENS_AFTER) if end > start]


def _cadence(run, style):
    """`stepsAnEpoch`: 1 where a logged step is one of training; `pointCount`: of a loss."""
    points = int(run.steps[-1]) // style.every_steps + 1
    return {"probeSteps": run.probe_steps, "stepsAnEpoch": style.steps_an_epoch, "pointCount": points}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    corpus = parser.parse_args().corpus
    labelled, counted = [], Counter()
    for path in sorted(corpus.glob("*/truth.json")):
        run = Run(json.loads(path.read_text()))
        intervals = intervals_of(run)
        healthy = healthy_of(run, intervals)
        about = {key: run.about[key] for key in ("run", "data", "loss")}
        architecture = "convolutional" if run.recipe.get("convolutional") else "dense"
        meant = run.recipe.get("meant_for", "healthy")
        style = run.recipe.get("style", "canonical")
        about |= _cadence(run, STYLES[style])
        about |= {"architecture": architecture, "style": style, "meantFor": meant, "lastStep": int(run.steps[-1])}
        if style != "canonical":
            about["tags"] = {name: tag for name, tag in STYLES[style].names.items() if not name.endswith("/")}
        labelled.append(about | {"intervals": intervals, "healthy": healthy})
        counted.update({one["mode"] for one in intervals} or ({"healthy"} if healthy else {"neither"}))
        print(f"{about['run']:34} {meant:8}", *[f"{one['mode']} {one['fromStep']}–{one['toStep']}" for one in intervals],
              *[f"ok {one['fromStep']}–{one['toStep']}" for one in healthy], sep="  ")
    (corpus / "labels.json").write_text(json.dumps({"schema": 1, "runs": labelled}, indent=1) + "\n")
    print(dict(sorted(counted.items())))


if __name__ == "__main__":
    main()
