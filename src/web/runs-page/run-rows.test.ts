/** Filtering and sorting the list of runs. */
import { expect, test } from "vitest";
import type { RunSummary } from "../../api/index.ts";
import { filterOf, latestOf, sorted } from "./run-rows.ts";

function run(name: string, part: Partial<RunSummary> = {}): RunSummary {
  return {
    run: name,
    lastStep: 1,
    firstWallTime: 0,
    lastWallTime: 0,
    tagCount: 1,
    pointCount: 1,
    dataLossCount: 0,
    latest: [],
    thumbnail: null,
    ...part,
  };
}

const namesOf = (runs: readonly RunSummary[]) => runs.map((one) => one.run);

test("text matches anywhere in the name, in any case", () => {
  const { matches } = filterOf("LR 2e");
  expect(["mnist/lr 2e-4", "mnist/lr 3e-4"].map(matches)).toEqual([true, false]);
});

test("between slashes it is a regular expression", () => {
  expect(["seed 1", "seed 10", "seed 2"].map(filterOf("/seed [12]$/").matches)).toEqual([true, false, true]);
});

test("a regular expression half typed says what is wrong and does not hide everything by accident", () => {
  const { matches, problem } = filterOf("/seed (/");
  expect(problem).toContain("Unterminated group");
  expect(matches("seed 1")).toBe(false);
});

test("a slash inside a run's name is text", () => {
  expect(filterOf("sweep/lr").matches("sweep/lr=2")).toBe(true);
});

test("names sort as people count", () => {
  const runs = ["seed 10", "seed 2", "seed 1"].map((name) => run(name));
  expect(namesOf(sorted(runs, { column: "run", direction: "ascending" }))).toEqual([
    "seed 1",
    "seed 2",
    "seed 10",
  ]);
});

test("runs without the value come last, both ways; NaN is no value to sort by", () => {
  const withLoss = (name: string, value: number | string) =>
    run(name, { latest: [{ role: "g.loss.adv", tag: "g", value }] });
  const runs = [run("none"), withLoss("nan", "NaN"), withLoss("high", 3), withLoss("low", 1)];
  expect(namesOf(sorted(runs, { column: "generator", direction: "ascending" }))).toEqual([
    "low",
    "high",
    "none",
    "nan",
  ]);
  expect(namesOf(sorted(runs, { column: "generator", direction: "descending" })).slice(0, 2)).toEqual([
    "high",
    "low",
  ]);
});

test("the adversarial loss stands for the generator, and accuracy may be two numbers", () => {
  const summary = run("a", {
    latest: [
      { role: "g.loss.adv", tag: "adv", value: 1 },
      { role: "g.loss.total", tag: "total", value: 2 },
      { role: "d.acc.real", tag: "r", value: 0.6 },
      { role: "d.acc.fake", tag: "f", value: 0.4 },
    ],
  });
  expect(latestOf(summary, "generator").map(({ tag }) => tag)).toEqual(["adv"]);
  expect(latestOf(summary, "accuracy").map(({ tag }) => tag)).toEqual(["r", "f"]);
});

test("runs that are live together stay in the order of their names", () => {
  const runs = [
    run("b", { lastWallTime: 1000 }),
    run("a", { lastWallTime: 998 }),
    run("old", { lastWallTime: 100 }),
    run("empty", { lastWallTime: null }),
  ];
  expect(namesOf(sorted(runs, { column: "state", direction: "descending" }))).toEqual([
    "a",
    "b",
    "old",
    "empty",
  ]);
});
