import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EventFileWriter } from "../tfevents/index.ts";
import { readArguments } from "./arguments.ts";
import { exportCommand } from "./export-command.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "nashboard-export-"));
  const records: Uint8Array[] = [];
  const writer = new EventFileWriter({ write: (bytes) => records.push(bytes), wallTimeSeconds: () => 1000 });
  const outputs = (counts: readonly number[]) => ({
    lefts: Float64Array.of(-1, 0),
    rights: Float64Array.of(0, 1),
    counts: Float64Array.from(counts),
  });
  writer.scalar("discriminator/loss", 7, 0.5);
  writer.histogram("discriminator/logits/real", 7, outputs([1, 3]));
  writer.histogram("discriminator/logits/fake", 7, outputs([3, 1]));
  await writeFile(join(folder, "events.out.tfevents.1000.host"), Buffer.concat(records));
});
afterEach(() => rm(folder, { recursive: true }));

const TERMINAL = { print: () => undefined, say: () => undefined, status: () => undefined };

async function exported(...flags: readonly string[]): Promise<string[]> {
  const output = join(folder, "points.csv");
  const typed = ["export", folder, "--format", "csv", "--output", output, "--force", ...flags];
  await exportCommand(readArguments(typed), TERMINAL);
  return (await readFile(output, "utf8")).trim().split("\n").slice(1);
}

describe("exporting derived series", () => {
  it("gives what was logged alone, unless asked", async () => {
    const rows = await exported();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain("discriminator/loss");
  });

  it("gives them beside what was logged with --derived, chosen like any other", async () => {
    const rows = await exported("--derived", "--tag", "derived/outputs/auc");
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatch(/,derived\/outputs\/auc,7,1000(\.0)?,0\.75$/);
    expect((await exported("--derived")).length).toBeGreaterThan(20);
  });

  it("refuses them in a clean log, and an encoder where nothing is derived", async () => {
    const to = (format: string, ...flags: readonly string[]) =>
      exportCommand(
        readArguments(["export", folder, "--format", format, "--output", `${folder}-out`, ...flags]),
        TERMINAL,
      );
    await expect(to("tfevents", "--derived")).rejects.toThrow(/--derived is not for --format tfevents/);
    const model = join(folder, "model.onnx");
    await writeFile(model, "");
    await expect(to("csv", "--encoder", model, "--encoder-range", "0,1")).rejects.toThrow(
      /--encoder changes nothing in csv/,
    );
  });
});
