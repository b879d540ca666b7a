import { describe, expect, it } from "vitest";
import type { ScalarColumns } from "../model/index.ts";
import { openMemoryStore, type StoreReader } from "../store/index.ts";
import { createRoleReader } from "./roles-of-runs.ts";

function columnsOf(values: readonly number[]): ScalarColumns {
  return {
    steps: BigInt64Array.from(values, (_, i) => BigInt(i)),
    wallTimes: Float64Array.from(values, (_, i) => i),
    values: Float64Array.from(values),
  };
}

/** A store with these runs, and the names of the series that are read from it. */
async function storeOf(runs: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>) {
  const store = openMemoryStore();
  const ended = { state: "at-record-boundary" } as const;
  const known = { resumeOffset: 1, recordCount: 1, ended, sessionStarts: [], fileVersion: "", writer: "" };
  for (const [run, series] of Object.entries(runs)) {
    const file = { path: `/logs/${run}/tfevents`, identity: "1:1", sizeBytes: 1, dataLosses: [], ...known };
    const tags = Object.entries(series).map(([tag, values]) => ({
      info: { tag, kind: "scalar" as const, plugin: "scalars", displayName: "", description: "" },
      scalars: columnsOf(values),
    }));
    await store.append({ run, file, batch: { tags, losses: [], ...known } });
  }
  const read: string[] = [];
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
      read.push(`${run} ${tag} ${most}`);
      return store.scalars(run, tag, most);
    },
  };
  return { reader, read };
}

const rolesIn = async (roles: ReturnType<typeof createRoleReader>, run: string) =>
  (await roles(run)).map(({ tag, role }) => [tag, role]);

describe("the roles of a run's tags", () => {
  it("come from names alone, without a point being read, where these leave nothing to values", async () => {
    const series = { "discriminator/loss": [1], "generator/loss": [2] };
    const { reader, read } = await storeOf({ a: series, b: series });
    const roles = createRoleReader(reader);
    for (const run of ["a", "b"]) {
      expect(await roles(run)).toMatchObject([
        { run, tag: "discriminator/loss", role: "d.loss" },
        { run, tag: "generator/loss", role: "g.loss.adv" },
      ]);
    }
    expect(read).toEqual([]);
  });

  it("come from each run's own first values where names leave a question, for runs of the same tags too", async () => {
    const { reader, read } = await storeOf({
      outputs: { D_real: [0.5, -0.5], G_loss: [1, 1] },
      losses: { D_real: [0.5, 0.5], G_loss: [1, 1] },
    });
    const roles = createRoleReader(reader);
    expect(await rolesIn(roles, "outputs")).toEqual([
      ["D_real", "d.out.real"],
      ["G_loss", "g.loss.main"],
    ]);
    expect(await rolesIn(roles, "losses")).toEqual([
      ["D_real", "other"],
      ["G_loss", "g.loss.main"],
    ]);
    expect(read).toEqual(["outputs D_real 200", "losses D_real 200"]);
  });
});
