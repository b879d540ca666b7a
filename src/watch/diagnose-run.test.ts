import { writeFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { type Corrections, correctedRoles, recogniseGames, recogniseRoles } from "../roles/index.ts";
import { openMemoryStore } from "../store/index.ts";
import { diagnoseRun } from "./diagnose-run.ts";
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

it("judges values in the sign that the user says is meant", async () => {
  const logs = await openWatchedFolder();
  const store = openMemoryStore();
  const scores = eventBytes((writer) => {
    for (let step = 0; step < 1500; step++) {
      const wave = Math.sin(step) / 10;
      writer.scalar("discriminator/loss", step, 2.6 + wave);
      writer.scalar("sign/real", step, -0.5 + wave);
      writer.scalar("sign/fake", step, -0.5 - wave);
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
