import { expect, test } from "vitest";
import { ExplainedError } from "../model/index.ts";
import { openMemoryStore, type StoreReader } from "../store/index.ts";
import { createDescriber, openValueReader } from "./index.ts";
import { diagnoseRun } from "./run-judge.ts";

test("hyperparameters that cannot be read are said in their place, and are asked for again", async () => {
  const store = openMemoryStore();
  const values = openValueReader(store);
  let isBroken = true;
  const describe = createDescriber(store, {
    ...values,
    hyperparameters: async () => {
      if (!isBroken) return [{ name: "lr", value: "0.1" }];
      const what = "A summary value of 56 bytes is not well formed.";
      throw new ExplainedError({ code: "TFEVENTS_VALUE_MALFORMED", what, why: "", fix: "" });
    },
  });
  expect(await describe("run")).toEqual({
    roles: [],
    games: [],
    hyperparameters: [{ name: "cannot be read", value: "A summary value of 56 bytes is not well formed." }],
  });
  isBroken = false;
  expect((await describe("run")).hyperparameters).toEqual([{ name: "lr", value: "0.1" }]);
});

/** One run of these series; which of them are read, and how long. */
async function described(series: Readonly<Record<string, readonly number[]>>) {
  const store = openMemoryStore();
  const read: string[] = [];
  const append = async (values: Readonly<Record<string, readonly number[]>>, from: number) => {
    const known = { resumeOffset: 1, recordCount: 1, ended: { state: "at-record-boundary" as const } };
    const meta = { sessionStarts: [], fileVersion: "", writer: "" };
    const tags = Object.entries(values).map(([tag, column]) => ({
      info: { tag, kind: "scalar" as const, plugin: "scalars", displayName: "", description: "" },
      scalars: {
        steps: BigInt64Array.from(column, (_, row) => BigInt(from + row)),
        wallTimes: Float64Array.from(column, (_, row) => from + row),
        values: Float64Array.from(column),
      },
    }));
    const file = { path: "/logs/tfevents", identity: "1:1", sizeBytes: 1, dataLosses: [], ...known, ...meta };
    await store.append({ run: "run", file, batch: { tags, losses: [], ...known, ...meta } });
  };
  await append(series, 0);
  const reader: StoreReader = {
    runs: () => store.runs(),
    run: (run) => store.run(run),
    tags: (run) => store.tags(run),
    view: (query) => store.view(query),
    blobs: (run, tag) => store.blobs(run, tag),
    subscribe: (listener) => store.subscribe(listener),
    currentSeq: () => store.currentSeq(),
    close: () => store.close(),
    scalars: (run, tag, most) => {
      read.push(`${tag} ${most}`);
      return store.scalars(run, tag, most);
    },
  };
  return { describe: createDescriber(reader, openValueReader(store)), read, append, store };
}

test("of a run of many tags only the first points of its game's losses are read", async () => {
  const layers = Array.from({ length: 300 }, (_, layer) => [`generator/gradient_norm/${layer}`, [1, 2]]);
  const losses = { "discriminator/loss": [1.39, 1.38], "generator/loss": [0.69, 0.7] };
  const { describe, read } = await described({ ...losses, ...Object.fromEntries(layers) });
  const { games } = await describe("run");
  expect(games[0]?.lossFamily).toBe("bce-ns");
  expect(read.toSorted()).toEqual(["discriminator/loss 200", "generator/loss 200"]);
});

test("a game is looked at again each time its run's longest series has doubled", async () => {
  const { describe, append } = await described({ "discriminator/loss": [0.2], "generator/loss": [0.1] });
  expect((await describe("run")).games[0]?.lossFamily).toBe("unknown");
  const negative = [-0.1, -0.4, -0.9, -1.2];
  await append({ "discriminator/loss": negative, "generator/loss": [0.1, 0.2, 0.1, 0] }, 900);
  expect((await describe("run")).games[0]?.lossFamily).toBe("wasserstein");
});

test("rules judge against the level that values show: of five discriminators, five times that of one", async () => {
  const steps = Array.from({ length: 1200 }, (_, step) => step);
  // Outputs begin near zero; those on real samples come within .1 of 1, those on generated ones within .1 of 0.
  const away = steps.map((step) => 0.1 + 0.9 * Math.exp(-step / 60) + 0.01 * Math.sin(step));
  const output = steps.map((step) => 0.1 - 0.1 * Math.exp(-step / 60) + 0.01 * Math.cos(step));
  const real = away.map((miss) => miss ** 2);
  const fake = output.map((value) => value ** 2);
  const parts = [0, 1, 2, 3, 4].flatMap((part) => [
    [`loss/d_r/${part}`, real],
    [`loss/d_g/${part}`, fake],
  ]);
  const total = real.map((value, row) => 5 * (value + (fake[row] ?? 0)));
  const { describe, store } = await described({
    "loss/d/total": total,
    "loss/g/0": output.map((value) => (1 - value) ** 2),
    ...Object.fromEntries(parts),
  });
  const meaning = await describe("run");
  expect(meaning.games[0]).toMatchObject({ lossFamily: "lsgan", chanceLevel: { discriminator: 2.5 } });
  const [diagnosis] = await diagnoseRun(store, "run", meaning);
  const won = diagnosis?.findings.find(({ rule }) => rule === "losses-say-discriminator-won");
  expect(won?.evidence[0]?.value).toBeCloseTo((total.at(-1) ?? 0) / 2.5, 2);
});
