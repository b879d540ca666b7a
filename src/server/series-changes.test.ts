import { expect, it } from "vitest";
import type { StoreChange } from "../store/index.ts";
import { SeriesChanges } from "./series-changes.ts";

function changingStore() {
  let seq = 7;
  let tell: (change: StoreChange) => void = () => {};
  return {
    currentSeq: () => seq,
    subscribe: (listener: (change: StoreChange) => void) => {
      tell = listener;
      return () => {};
    },
    change: (run: string, tags: readonly string[], missed = 0) => {
      seq += 1 + missed;
      tell({ seq, run, tags });
    },
  };
}

it("tells which series have changed after a mark, and which have not", () => {
  const store = changingStore();
  const changes = new SeriesChanges(store, "epoch");
  store.change("a", ["loss"]);
  const mark = changes.mark();
  store.change("b", ["loss", "accuracy"]);
  const hasChanged = changes.since(mark);
  expect([hasChanged("a", "loss"), hasChanged("b", "loss"), hasChanged("b", "other")]).toEqual([
    false,
    true,
    false,
  ]);
});

it("takes all series of a run as changed when its files changed or it vanished", () => {
  const store = changingStore();
  const changes = new SeriesChanges(store, "epoch");
  const mark = changes.mark();
  store.change("a", []);
  expect([changes.since(mark)("a", "loss"), changes.since(mark)("b", "loss")]).toEqual([true, false]);
});

it("takes everything as changed that it was not told of: other servers, older marks, missed changes", () => {
  const store = changingStore();
  const mark = new SeriesChanges(store, "epoch").mark();
  store.change("a", ["loss"]);
  const changes = new SeriesChanges(store, "epoch");
  for (const unknown of [mark, undefined, "", "epoch", "other:99", "epoch:x"])
    expect(changes.since(unknown)("b", "loss")).toBe(true);
  const later = changes.mark();
  store.change("a", ["loss"], 3);
  expect(changes.since(later)("b", "loss")).toBe(true);
  expect(changes.since(changes.mark())("b", "loss")).toBe(false);
});
