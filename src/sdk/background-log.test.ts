/** Holds the log of another thread to what one of the same thread writes, however the process ends. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";
import { afterAll, beforeAll, expect, it } from "vitest";
import { EventFileReader } from "../tfevents/index.ts";

const sourceOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const STEPS = [0, 1, 2, 3, 4];

let directory: string;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "nashboard-background-"));
  const input = {
    trainer: sourceOf("testing/background-trainer-child.ts"),
    "log-thread": sourceOf("log-thread.ts"),
  };
  await build({ input, platform: "node", output: { dir: directory, format: "esm" }, logLevel: "silent" });
});
afterAll(() => rmSync(directory, { recursive: true }));

/** Runs a trainer that ends so, and reads what it left. */
function leftBy(ending: string) {
  const run = join(directory, ending);
  const { status, signal, stdout } = spawnSync(process.execPath, [
    join(directory, "trainer.js"),
    run,
    ending,
  ]);
  const [file = ""] = readdirSync(run);
  const { tags, losses } = new EventFileReader().read(readFileSync(join(run, file)));
  expect(losses).toEqual([]);
  const scalars = new Map(tags.map(({ info, scalars: found }) => [info.tag, found]));
  return { status, signal, stdout: stdout.toString(), scalars, tags: tags.map(({ info }) => info.tag) };
}

it.each([
  ["close", { status: 0, signal: null }],
  ["crash", { status: 1, signal: null }],
  ["exit", { status: 0, signal: null }],
  ["signal", { status: null, signal: "SIGTERM" }],
])("after %s, everything that was handed over is there", (ending, expected) => {
  const { status, signal, scalars, tags } = leftBy(ending);
  expect({ status, signal }).toEqual(expected);
  expect([...(scalars.get("generator/loss")?.steps ?? [])].map(Number)).toEqual(STEPS);
  expect(tags).toContain("samples/fixed_noise");
  expect(tags).toContain("_hparams_/session_end_info");
});

it("measures layers on the other thread as `GameLog` does on this one", () => {
  const { scalars } = leftBy("close");
  expect([...(scalars.get("generator/gradient_norm/only/kernel")?.values ?? [])][0]).toBe(5);
  const cosine = (9 + 4 * 5) / Math.sqrt(25 * 34);
  expect([...(scalars.get("generator/gradient_cosine")?.values ?? [])][0]).toBeCloseTo(cosine, 6);
});

it("counts the calls that find the queue full", () => {
  const { stdout, tags } = leftBy("drop");
  expect(stdout).toBe("16");
  expect(tags).not.toContain("generator/loss");
});

it("tells the training what went wrong on the other thread", () => {
  const { stdout } = leftBy("broken");
  expect(stdout).toBe("SDK_IMAGE_SHAPE");
});
