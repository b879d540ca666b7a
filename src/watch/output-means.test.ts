import { rm, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { asinhEdges, countBetween } from "../model/index.ts";
import { openMemoryStore } from "../store/index.ts";
import type { EventFileWriter } from "../tfevents/index.ts";
import { createDescriber, openValueReader } from "./index.ts";
import { eventBytes } from "./testing/event-bytes.ts";
import { openWatchedFolder, type WatchedFolder } from "./testing/watched-folder.ts";

const NAME = "events.out.tfevents.1000.host";
const EDGES = asinhEdges(129, 20);

let logs: WatchedFolder;
beforeEach(async () => {
  logs = await openWatchedFolder();
});
afterEach(() => logs.end());

function outputs(writer: EventFileWriter, tag: string, step: number, around: number): void {
  const values = Array.from({ length: 101 }, (_, place) => around + (place - 50) / 100);
  const counts = countBetween(values, EDGES);
  writer.histogram(tag, step, { lefts: EDGES.subarray(0, -1), rights: EDGES.subarray(1), counts });
}

/** A hinge game in mid-training, whose outputs are logged as histograms every fifth step. */
const GAME = eventBytes((writer) => {
  for (let step = 0; step < 60; step++) {
    const [real, fake] = [0.4 + Math.sin(step) / 3, -0.2 + Math.cos(step) / 3];
    writer.scalar("d_loss", 9000 + step, Math.max(0, 1 - real) + Math.max(0, 1 + fake));
    writer.scalar("g_loss", 9000 + step, -fake);
    if (step % 5 > 0) continue;
    outputs(writer, "D/logits_real", 9000 + step, real);
    outputs(writer, "D/logits_fake", 9000 + step, fake);
  }
});

async function familyOf(change: () => Promise<void> = async () => undefined) {
  const store = openMemoryStore();
  await writeFile(logs.at(NAME), GAME);
  await logs.watch(store).firstPass;
  await change();
  const values = openValueReader(store);
  const { games } = await createDescriber(store, values)(".");
  await values.close();
  return games.map(({ lossFamily, conventions }) => [lossFamily, conventions.realOutputs]);
}

it("tells a loss family from outputs that are logged as histograms", async () => {
  expect(await familyOf()).toEqual([["hinge", "high"]]);
});

it("goes without outputs whose file is gone", async () => {
  expect(await familyOf(() => rm(logs.at(NAME)))).toEqual([["unknown", null]]);
});
