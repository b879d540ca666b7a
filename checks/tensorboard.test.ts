import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { EventLog, GameLog, openNodeEventFile } from "../src/sdk/index.ts";
import { ROOT } from "./source-files.ts";

/** A Python that has TensorBoard: `$NASHBOARD_PYTHON`, else `python3`. It is never needed for anything else. */
const PYTHON = process.env.NASHBOARD_PYTHON ?? "python3";
const isThere = spawnSync(PYTHON, ["-c", "import tensorboard"]).status === 0;
const title = isThere
  ? "real TensorBoard reads what the SDK writes"
  : `real TensorBoard reads what the SDK writes (SKIPPED: ${PYTHON} has no tensorboard; set NASHBOARD_PYTHON)`;

const folder = mkdtempSync(join(tmpdir(), "nashboard-tensorboard-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface SeenTag {
  readonly plugin: string;
  readonly values: readonly { readonly step: string; readonly scalar?: number }[];
}

function seenByTensorBoard(path: string): Readonly<Record<string, SeenTag>> {
  const script = join(ROOT, "scripts/fixtures/read-with-tensorboard.py");
  const { stdout, stderr, status } = spawnSync(PYTHON, [script, path], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout).tags;
}

describe.skipIf(!isThere)(title, () => {
  it("finds every scalar, histogram and image at its steps", { timeout: 60_000 }, () => {
    const events = new EventLog(openNodeEventFile({ directory: folder }));
    const log = new GameLog(events, { deflate: deflateSync });
    log.hyperparameters({ loss: "bce" });
    const pixels = new Uint8Array(64 * 28 * 28);
    for (let step = 0; step < 3; step++) {
      log.losses(step, { generator: step + 0.5, discriminator: step });
      log.logits(step, { real: [1, 2], fake: [-1, Number.NaN] });
      log.samples(step, "fixed_noise", { width: 28, height: 28, channels: 1, count: 64, pixels });
    }
    events.close();
    const [file = ""] = readdirSync(folder);
    const seen = seenByTensorBoard(join(folder, file));
    for (const [tag, plugin] of [
      ["generator/loss", "scalars"],
      ["discriminator/loss", "scalars"],
      ["discriminator/logits/real", "histograms"],
      ["discriminator/logits/fake", "histograms"],
      ["samples/fixed_noise", "images"],
    ] as const) {
      const steps = seen[tag]?.values.map(({ step }) => step);
      expect([tag, seen[tag]?.plugin, steps]).toEqual([tag, plugin, ["0", "1", "2"]]);
    }
    expect(seen["generator/loss"]?.values.map(({ scalar }) => scalar)).toEqual([0.5, 1.5, 2.5]);
  });
});
