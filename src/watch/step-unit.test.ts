/** Which logs are taken to count epochs. */
import { writeFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { openMemoryStore } from "../store/index.ts";
import { stepUnitOf } from "./step-unit.ts";
import { eventBytes } from "./testing/event-bytes.ts";
import { openWatchedFolder } from "./testing/watched-folder.ts";

const HISTOGRAM = { lefts: Float64Array.of(0), rights: Float64Array.of(1), counts: Float64Array.of(2) };

/** Of a run that logs one loss a step for 60 steps, and something else every `every` steps. */
async function unitWhere(given: {
  readonly secondsAStep: number;
  readonly every: number;
  readonly kind: "text" | "histogram";
  readonly loss?: string;
}) {
  const logs = await openWatchedFolder();
  const store = openMemoryStore();
  const bytes = eventBytes((writer) => {
    for (let step = 0; step < 60; step++) {
      const options = { wallTime: 1000 + step * given.secondsAStep };
      writer.scalar(given.loss ?? "loss_D", step, 1, options);
      if (step % given.every !== 0) continue;
      if (given.kind === "text") writer.text("samples/text", step, "a sample", options);
      else writer.histogram("logits/real", step, HISTOGRAM, options);
    }
  });
  await writeFile(logs.at("events.out.tfevents.1000.host"), bytes);
  await logs.watch(store).firstPass;
  const unit = await stepUnitOf(store, ".", await store.tags("."));
  await logs.end();
  return unit;
}

it.each([
  ["samples every 2 steps of 0.5 s", { secondsAStep: 0.5, every: 2, kind: "text" }, "epoch"],
  ["samples every 10 steps", { secondsAStep: 0.5, every: 10, kind: "text" }, "unknown"],
  ["samples at each of many fast steps", { secondsAStep: 0.02, every: 1, kind: "text" }, "unknown"],
  ["histograms every 2 steps of 0.5 s", { secondsAStep: 0.5, every: 2, kind: "histogram" }, "epoch"],
  ["histograms every 2 steps of 0.2 s", { secondsAStep: 0.2, every: 2, kind: "histogram" }, "unknown"],
  [
    "tags of Keras's callback",
    { secondsAStep: 0.02, every: 30, kind: "text", loss: "epoch_d_loss" },
    "epoch",
  ],
] as const)("%s", async (_, given, unit) => {
  expect(await unitWhere(given)).toBe(unit);
});
