import { expect, test } from "vitest";
import { logNotes } from "./log-notes.ts";

const STEADY = { restartSteps: [], repeatedPoints: 0, isExact: true };
const titles = (...of: Parameters<typeof logNotes>) => logNotes(...of).map(({ title }) => title);

test("a plain log has no notes", () => {
  expect(logNotes([{ path: "/logs/a/events.1" }, { path: "/logs/a/events.2" }], STEADY)).toEqual([]);
  expect(logNotes([], null)).toEqual([]);
});

test("a restart is named by its step, several by their number", () => {
  expect(titles([], { ...STEADY, restartSteps: [1200] })).toEqual(["Restarted at step 1,200"]);
  expect(titles([], { ...STEADY, restartSteps: [1200, 0] })).toEqual(["Restarted 2 times"]);
});

test("repeated steps are counted, and said to be more where only some can be", () => {
  expect(titles([], { ...STEADY, repeatedPoints: 12 })).toEqual(["12 points at a step logged before"]);
  expect(titles([], { ...STEADY, repeatedPoints: 12, isExact: false })).toEqual([
    "At least 12 points at a step logged before",
  ]);
});

test("folders of folded sub-runs are named as seen from the run's own", () => {
  const files = ["/logs/a/events.1", "/logs/a/losses_g/events.2", "/logs/a/losses_d/events.3"];
  const [note] = logNotes(
    files.map((path) => ({ path })),
    STEADY,
  );
  expect(note).toEqual({
    title: "2 sub-runs shown as part of this run",
    text: "Their event files lie in losses_d, losses_g.",
  });
});
