import { writeFile } from "node:fs/promises";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Corrections, correctedRoles, recogniseGames, recogniseRoles } from "../roles/index.ts";
import { openMemoryStore } from "../store/index.ts";
import { batchOf, type Point, progressOf, scalarTag } from "../store/testing/ingests.ts";
import { diagnoseRun, RunJudge } from "./run-judge.ts";
import { eventBytes } from "./testing/event-bytes.ts";
import { openWatchedFolder } from "./testing/watched-folder.ts";

it("judges a run's games from the tags that hold their signals", async () => {
  const logs = await openWatchedFolder();
  const store = openMemoryStore();
  const losses = eventBytes((writer) => {
    for (const step of [1, 2, 3]) {
      writer.scalar("loss_D", step, step === 2 ? Number.NaN : 1.3);
      writer.scalar("loss_G", step, 0.7);
    }
  });
  await writeFile(logs.at("events.out.tfevents.1000.host"), losses);
  await logs.watch(store).firstPass;
  const roles = recogniseRoles((await store.tags(".")).map(({ tag, kind }) => ({ run: ".", tag, kind })));
  const [diagnosis] = await diagnoseRun(store, ".", { roles, games: recogniseGames(roles) });
  expect(diagnosis).toMatchObject({
    game: "generator against discriminator",
    verdict: "failing",
    evaluatedThroughStep: 3,
  });
  expect(diagnosis?.findings).toMatchObject([
    {
      rule: "non-finite-values",
      firstStep: 2,
      evidence: [{ tag: "loss_D", value: 1 }],
    },
  ]);
  await logs.end();
});

it("judges a discriminator's loss by its two sides where the whole is not logged", async () => {
  const logs = await openWatchedFolder();
  const store = openMemoryStore();
  const sides = (from: number, to: number, loss: number) =>
    eventBytes((writer) => {
      for (let step = from; step < to; step++) {
        writer.scalar("loss_D_real", step, loss * (1 + Math.cos(step) / 10));
        writer.scalar("loss_D_fake", step, 2 * loss);
        writer.scalar("loss_G", step, 0.7 + Math.sin(step) / 10);
      }
    });
  const roles = recogniseRoles(
    ["loss_D_real", "loss_D_fake", "loss_G"].map((tag) => ({ run: ".", tag, kind: "scalar" })),
  );
  const meaning = { roles, games: recogniseGames(roles) };
  await writeFile(logs.at("events.out.tfevents.1000.host"), sides(0, 2000, 0.4));
  await logs.watch(store).firstPass;
  const judge = new RunJudge(store, ".");
  const [before] = await judge.judge(meaning);
  expect(before?.clear).toContain("loss-diverges");
  expect(before?.findings).toEqual([]);
  await writeFile(logs.at("events.out.tfevents.2000.host"), sides(2000, 4000, 1e6));
  await logs.watch(store).firstPass;
  const [after] = await judge.judge(meaning);
  expect(after?.findings[0]).toMatchObject({ rule: "loss-diverges", lastSafeStep: 1999 });
  expect(after?.findings[0]?.evidence[0]?.tag).toBe("loss_D_real + loss_D_fake");
  await logs.end();
});

it("judges what counts epochs at the batches of its time, and shows it at its epochs", async () => {
  const logs = await openWatchedFolder();
  const store = openMemoryStore();
  const batchesAnEpoch = 100;
  const bytes = eventBytes((writer) => {
    for (let batch = 0; batch < 4000; batch++) {
      const at = { wallTime: 1000 + batch / 50 };
      if (batch % 10 === 0) writer.scalar("loss_D", batch, 1.3 + Math.sin(batch) / 10, at);
      const epoch = Math.floor(batch / batchesAnEpoch);
      const isGood = epoch >= 10 && epoch < 20;
      if (batch % batchesAnEpoch === 99) writer.scalar("fid", epoch, isGood ? 20 : 200 + (epoch % 2), at);
    }
  });
  await writeFile(logs.at("events.out.tfevents.1000.host"), bytes);
  await logs.watch(store).firstPass;
  const tags = ["loss_D", "fid"].map((tag) => ({ run: ".", tag, kind: "scalar" as const }));
  const roles = recogniseRoles(tags);
  const [diagnosis] = await diagnoseRun(store, ".", { roles, games: recogniseGames(roles) });
  expect(diagnosis?.findings[0]).toMatchObject({
    rule: "quality-worsens",
    firstStep: 2090,
    lastSafeStep: 1990,
    evidence: [{ tag: "fid", fromStep: 20, toStep: 39 }],
  });
  await logs.end();
});

it("judges values in the sign that the user says is meant", async () => {
  const logs = await openWatchedFolder();
  const store = openMemoryStore();
  const scores = eventBytes((writer) => {
    for (let step = 0; step < 1500; step++) {
      const wave = Math.sin(step) / 10;
      writer.scalar("discriminator/loss", step, (step < 100 ? 1.4 : 2.6) + wave);
      writer.scalar("sign/real", step, -0.5 + wave);
      writer.scalar("sign/fake", step, 0.5 - wave);
    }
  });
  await writeFile(logs.at("events.out.tfevents.1000.host"), scores);
  await logs.watch(store).firstPass;
  const tags = (await store.tags(".")).map(({ tag, kind }) => ({ run: ".", tag, kind }));
  const signs = { "sign/real": "d.sign.real", "sign/fake": "d.sign.fake" } as const;
  const stateWith = async (inverted: Corrections["inverted"] = {}) => {
    const corrections = { roles: { "*": signs }, lossFamily: {}, inverted };
    const roles = correctedRoles(recogniseRoles(tags), corrections);
    const games = recogniseGames(roles, undefined, { lossFamily: "bce" });
    const [diagnosis] = await diagnoseRun(store, ".", { roles, games });
    return diagnosis?.findings.find(({ rule }) => rule === "labels-are-swapped")?.state;
  };
  expect([await stateWith(), await stateWith({ "*": { "sign/*": true } })]).toEqual([
    "confirmed",
    "suspected",
  ]);
  await logs.end();
});

it("judges accuracies of outputs that are low on real samples as if they were high", async () => {
  const logs = await openWatchedFolder();
  const store = openMemoryStore();
  const scores = eventBytes((writer) => {
    for (let step = 0; step < 1500; step++) {
      const wave = Math.sin(step) / 10;
      writer.scalar("discriminator/loss", step, (step < 100 ? 1.4 : 2.6) + wave);
      writer.scalar("sign/real", step, -0.5 + wave);
      writer.scalar("sign/fake", step, 0.5 - wave);
    }
  });
  await writeFile(logs.at("events.out.tfevents.1000.host"), scores);
  await logs.watch(store).firstPass;
  const tags = (await store.tags(".")).map(({ tag, kind }) => ({ run: ".", tag, kind }));
  const signs = { "sign/real": "d.sign.real", "sign/fake": "d.sign.fake" } as const;
  const roles = correctedRoles(recogniseRoles(tags), { roles: { "*": signs }, lossFamily: {} });
  const evidenceWith = async (realOutputs: "high" | "low") => {
    const games = recogniseGames(roles, undefined, { lossFamily: "bce" }).map((game) => {
      return { ...game, conventions: { ...game.conventions, realOutputs } };
    });
    const [diagnosis] = await diagnoseRun(store, ".", { roles, games });
    const found = diagnosis?.findings.find(({ rule }) => rule === "labels-are-swapped");
    return found?.evidence
      .filter(({ tag }) => tag === "sign/real")
      .map(({ value }) => Math.round(100 * value));
  };
  expect([await evidenceWith("high"), await evidenceWith("low")]).toEqual([[25], []]);
  await logs.end();
});

/** A store to which the points of two losses are appended, `steps` at a time. */
async function growing(steps: readonly number[]) {
  const store = openMemoryStore();
  let rows = 0;
  const append = async (count: number) => {
    const given = steps.slice(rows, rows + count);
    const points = (level: number) =>
      given.map((step, at): Point => {
        const row = rows + at;
        return [step, 1000 + row, level * (1 + Math.sin(row * 12.9898) / 10)];
      });
    const batch = batchOf(scalarTag("loss_D", points(1.4)), scalarTag("loss_G", points(0.7)));
    rows += given.length;
    await store.append({ run: ".", file: progressOf("/1", { recordCount: rows }), batch });
  };
  const roles = recogniseRoles(
    ["loss_D", "loss_G"].map((tag) => ({ run: ".", tag, kind: "scalar" as const })),
  );
  return { store, append, meaning: { roles, games: recogniseGames(roles) } };
}

it("goes on from what it judged, and says what judging the whole says, whatever is appended", async () => {
  const cuts = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 2, maxLength: 5 });
  // Steps of a run that may be restarted once, or has none.
  const courses = fc.record({ gap: fc.constantFrom(0, 1, 10), restartAt: fc.nat(900) });
  await fc.assert(
    fc.asyncProperty(cuts, courses, async (counts, { gap, restartAt }) => {
      const steps = Array.from({ length: 1000 }, (_, at) => gap * (at < restartAt ? at : at - restartAt / 2));
      const { store, append, meaning } = await growing(steps.map(Math.floor));
      const live = new RunJudge(store, ".");
      for (const count of counts) {
        await append(count);
        expect(await live.judge(meaning)).toEqual(await diagnoseRun(store, ".", meaning));
      }
    }),
    { seed: 1, numRuns: 8 },
  );
});
