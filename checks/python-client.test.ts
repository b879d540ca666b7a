import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { EventLog, GameLog } from "../src/sdk/index.ts";
import { ROOT } from "./source-files.ts";

/** `$NASHBOARD_PYTHON`, else `python3`. Nothing but these tests needs a Python. */
const PYTHON = process.env.NASHBOARD_PYTHON ?? "python3";
const environment = { ...process.env, PYTHONPATH: join(ROOT, "python"), PYTHONDONTWRITEBYTECODE: "1" };
const PYTEST_MILLISECONDS = 600_000;
const WALL_TIME_SECONDS = 1_700_000_000.25;

const has = (...modules: readonly string[]) =>
  spawnSync(PYTHON, ["-c", modules.map((module) => `import ${module}`).join("\n")]).status === 0;
const titled = (title: string, isThere: boolean, missing: string) =>
  isThere ? title : `${title} (SKIPPED: ${PYTHON} has no ${missing}; set NASHBOARD_PYTHON)`;

const folder = mkdtempSync(join(tmpdir(), "nashboard-python-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What python/tests/write_twin.py logs, by the SDK. */
function twin(): Uint8Array {
  const parts: Uint8Array[] = [];
  const events = new EventLog(
    { append: (bytes) => parts.push(bytes.slice()), close: () => {} },
    { writerName: "twin", wallTimeSeconds: () => WALL_TIME_SECONDS },
  );
  const log = new GameLog(events, { deflate: deflateSync });
  log.hyperparameters({ loss: "bce", learning_rate: 1e-4, is_deep: true });
  const values = readValues();
  for (const step of [0, 1, 300, 2 ** 40]) {
    log.losses(step, { generator: 0.1 * step, discriminator: 1e39, discriminatorReal: -0.5 });
    log.accuracy(step, { real: 0.25, fake: Number.NaN });
    log.logits(step, {
      real: values,
      fake: [-1, Number.NaN, Number.POSITIVE_INFINITY],
      heldOut: [0, -0],
    });
    log.layer(step, {
      player: "generator",
      layer: "dense/kernel",
      gradient: values,
      gradientNorm: normOf(values),
      weightNorm: 2,
      updateNorm: 0.5,
    });
  }
  events.text("notes", 3, "häßlich");
  events.text("notes", 4, ["a", "b"]);
  const tensor = { shape: [2, 3], values: Float32Array.of(0, 1, 2, 3, 4, 5) };
  events.tensor("features/x/real", 5, tensor, { plugin: "nashboard" });
  events.sessionStart(7);
  events.close();
  return Buffer.concat(parts);
}

function readValues(): Float64Array {
  return Float64Array.from({ length: 2000 }, (_, i) => (((i * 7919) % 2001) - 1000) * 2 ** ((i % 40) - 45));
}

const normOf = (values: Float64Array) => Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0));

const hasNumpy = has("numpy");
describe.skipIf(!hasNumpy)(titled("the Python client beside the SDK", hasNumpy, "numpy"), () => {
  it("writes the same bytes for the same values", () => {
    const script = join(ROOT, "python/tests/write_twin.py");
    const { status, stderr } = spawnSync(PYTHON, [script, folder], { encoding: "utf8", env: environment });
    expect([status, stderr]).toEqual([0, ""]);
    const [file = ""] = readdirSync(folder);
    expect(readFileSync(join(folder, file)).equals(twin())).toBe(true);
  });
});

const hasPytest = has("numpy", "pytest");
describe.skipIf(!hasPytest)(titled("the Python client's own tests", hasPytest, "numpy and pytest"), () => {
  it("pass; those of absent frameworks are skipped by name", { timeout: PYTEST_MILLISECONDS }, () => {
    const args = ["-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", join(ROOT, "python/tests")];
    const { status, stdout } = spawnSync(PYTHON, args, { encoding: "utf8", env: environment });
    process.stderr.write(stdout.slice(-2000));
    expect(status, stdout).toBe(0);
  });
});
