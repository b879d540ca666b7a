import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { decode, encode } from "fast-png";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openMemoryStore, type Store } from "../../store/index.ts";
import { EventFileWriter } from "../../tfevents/index.ts";
import { correctionsOf, watchLogDirectories } from "../../watch/index.ts";
import { selectRuns } from "../selection.ts";
import { exportFigures, type FiguresRequest } from "./export-figures.ts";

const LOGS = fileURLToPath(new URL("../../../fixtures/logs", import.meta.url));

/** What the build lays beside the program. */
function layDrawingParts(folder: string): URL {
  const require = createRequire(import.meta.url);
  mkdirSync(folder);
  cpSync(require.resolve("@resvg/resvg-wasm/index_bg.wasm"), join(folder, "resvg.wasm"));
  for (const name of ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"]) {
    cpSync(require.resolve(`dejavu-fonts-ttf/ttf/${name}`), join(folder, name));
  }
  return pathToFileURL(`${folder}/`);
}

let directory: string;
let store: Store;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "nashboard-figures-"));
  store = openMemoryStore();
  const signal = new AbortController().signal;
  const watching = watchLogDirectories({ logDirectories: [LOGS], store, signal, notice: () => undefined });
  await watching.firstPass;
  await watching.close();
});
afterAll(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

async function request(rest: Partial<FiguresRequest>): Promise<FiguresRequest> {
  return {
    store,
    runs: await selectRuns(store, { runs: [], tags: [] }),
    directory,
    format: "svg",
    names: [],
    atSteps: null,
    pixelRatio: 1,
    mayReplace: false,
    signal: new AbortController().signal,
    corrections: correctionsOf([], () => undefined),
    notice: () => undefined,
    wrote: () => undefined,
    ...rest,
  };
}

describe("exportFigures", () => {
  it("writes what each run logs as figures, in a folder a run", async () => {
    const folder = join(directory, "all");
    await exportFigures(await request({ directory: folder }));
    expect(readdirSync(folder)).toEqual(["article-tensorflow", "pytorch-twin"]);
    const names = readdirSync(join(folder, "pytorch-twin"));
    expect(names).toContain("losses.svg");
    expect(names).toContain("samples.svg");
    expect(readFileSync(join(folder, "pytorch-twin", "losses.svg"), "utf8")).toContain(
      ">discriminator</text>",
    );
  });

  it("writes only the figures asked for, at the steps asked for", async () => {
    const folder = join(directory, "some");
    const [run] = (await selectRuns(store, { runs: [], tags: [] })).slice(-1);
    if (run === undefined) throw new Error("The fixture has no run.");
    await exportFigures(
      await request({ directory: folder, runs: [run], names: ["samples-at"], atSteps: [0n, 5n] }),
    );
    expect(readdirSync(folder)).toEqual(["samples-at-step-000000.svg"]);
  });

  it("makes PNGs of the size asked for", async () => {
    const folder = join(directory, "png");
    const rasterised: string[] = [];
    await exportFigures(
      await request({
        directory: folder,
        format: "png",
        names: ["losses"],
        pixelRatio: 2,
        drawingFolder: layDrawingParts(join(directory, "drawing")),
        wrote: (path) => rasterised.push(path),
      }),
    );
    expect(rasterised).toHaveLength(2);
    expect(decode(readFileSync(rasterised[0] ?? ""))).toMatchObject({ width: 1228, height: 768 });
  });

  it("says which figures there are when one does not exist", async () => {
    await expect(
      exportFigures(await request({ directory: join(directory, "none"), names: ["fid"] })),
    ).rejects.toThrow(/no figure called fid\. .*losses/);
    expect(existsSync(join(directory, "none"))).toBe(false);
  });
});

it("lays out real against generated samples when there are enough of them", async () => {
  const logDirectory = join(directory, "log");
  mkdirSync(logDirectory);
  const records: Uint8Array[] = [];
  const writer = new EventFileWriter({ write: (bytes) => records.push(bytes), wallTimeSeconds: () => 1000 });
  const sample = (shade: number) =>
    encode({ width: 2, height: 2, channels: 1, data: Uint8Array.of(shade, 9 * shade, 200, 3) });
  for (const [tag, first] of [
    ["samples/real", 1],
    ["samples/fixed_noise", 12],
  ] as const) {
    const encoded = Array.from({ length: 10 }, (_, at) => sample(first + at));
    writer.images(tag, 0, { width: 2, height: 2, encoded });
  }
  writeFileSync(join(logDirectory, "events.out.tfevents.1.host"), Buffer.concat(records));
  const samples = openMemoryStore();
  const signal = new AbortController().signal;
  const watching = watchLogDirectories({
    logDirectories: [logDirectory],
    store: samples,
    signal,
    notice: () => undefined,
  });
  await watching.firstPass;
  await watching.close();
  const folder = join(directory, "projections");
  const runs = await selectRuns(samples, { runs: [], tags: [] });
  await exportFigures(await request({ store: samples, runs, directory: folder, names: ["projection"] }));
  expect(readdirSync(folder)).toEqual(["projection-pca.svg", "projection-t-sne.svg", "projection-umap.svg"]);
  expect(readFileSync(join(folder, "projection-pca.svg"), "utf8")).toContain(">PCA of pixels, step 0</text>");
});
