/** Holds the log of a process to being whole however that process ends. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";
import { afterEach, beforeEach, expect, it } from "vitest";
import { EventFileReader } from "../tfevents/index.ts";

const SOURCE = fileURLToPath(new URL("testing/ending-trainer-child.ts", import.meta.url));

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "nashboard-ending-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** SessionEndInfo's field 1, the status, as protobuf bytes. */
const ENDED = { success: Uint8Array.of(0x08, 1), failure: Uint8Array.of(0x08, 2) } as const;

/** Runs a trainer that ends so, and reads what it left. */
async function leftBy(ending: string) {
  const program = join(directory, "trainer.mjs");
  await build({
    input: SOURCE,
    platform: "node",
    output: { file: program, format: "esm" },
    logLevel: "silent",
  });
  const run = join(directory, "run");
  const { status, signal } = spawnSync(process.execPath, [program, run, ending]);
  const files = readdirSync(run);
  expect(files).toHaveLength(1);
  const bytes = readFileSync(join(run, files[0] ?? ""));
  return { status, signal, bytes, batch: new EventFileReader().read(bytes) };
}

it.each([
  ["crash", { status: 1, signal: null }, ENDED.failure],
  ["exit", { status: 0, signal: null }, ENDED.success],
  ["signal", { status: null, signal: "SIGTERM" }, ENDED.failure],
])("after %s, what was logged is there and the run's outcome is noted", async (ending, expected, outcome) => {
  const { status, signal, bytes, batch } = await leftBy(ending);
  expect({ status, signal }).toEqual(expected);
  const { tags, losses } = batch;
  expect(losses).toEqual([]);
  expect(tags.find(({ info }) => info.tag === "generator/loss")?.scalars?.values[0]).toBe(0.5);
  expect(tags.map(({ info }) => info.tag)).toContain("_hparams_/session_end_info");
  expect(bytes.indexOf(outcome, bytes.indexOf("session_end_info"))).toBeGreaterThan(0);
});

it("after SIGKILL, at most the last half second is lost, also in a loop that never yields", async () => {
  const { signal, batch } = await leftBy("kill");
  expect(signal).toBe("SIGKILL");
  expect(batch.losses).toEqual([]);
  const steps = batch.tags.find(({ info }) => info.tag === "generator/loss")?.scalars?.steps ?? [];
  // Thirty steps of a tenth of a second each; what waited is written when the sixth comes.
  expect(steps.length).toBeGreaterThanOrEqual(25);
  expect([...steps].map(Number)).toEqual(Array.from({ length: steps.length }, (_, step) => step));
});
