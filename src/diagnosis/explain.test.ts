import { expect, it } from "vitest";
import type { GameKind } from "../model/index.ts";
import { steady } from "./example.ts";
import {
  diagnosisOf,
  explainDiagnosis,
  GameJudge,
  RULES,
  SIGNALS,
  type SignalId,
  whatWouldTell,
} from "./index.ts";
import { LOGISTIC } from "./testing/rule-test.ts";
import { flat, probes } from "./testing/series.ts";

function wordsFor(told: Partial<Record<SignalId, readonly number[]>>, kind: GameKind = "generative") {
  const judge = new GameJudge({ facts: { ...LOGISTIC, kind }, rules: RULES });
  for (const [signal, values] of Object.entries(told)) {
    // The keys of `told` are signal ids; Object.entries forgets it.
    judge.take(signal as SignalId, { tag: signal, layer: "" }, probes(values));
  }
  return explainDiagnosis(diagnosisOf(judge.outcomes()));
}

it("says what is wrong since when, on what went past its threshold", () => {
  const words = wordsFor({ "samples/diversity-ratio": [...steady(0.9, 12), ...steady(0.1, 8)] });
  expect(words).toEqual({
    sentence: "The generator has collapsed to few samples, since step 650 (last safe step 600).",
    evidence: [
      "pairwise distance of fakes over that of reals: 0.1 (threshold: at most 0.3), steps 650 to 1,000 of samples/diversity-ratio",
      "the highest diversity before: 0.9 (threshold: at least 0.5), steps 650 to 1,000 of samples/diversity-ratio",
    ],
    settle: null,
  });
});

it("leads with the cause and counts what it explains", () => {
  const { sentence } = wordsFor({
    "samples/range-excess": steady(0.8, 24),
    "samples/diversity-ratio": steady(0.01, 24),
  });
  expect(sentence).toBe(
    "Generated samples cannot reach the data's range, since step 450 (last safe step 400); it explains 2 further findings.",
  );
});

it("names the one measurement that would settle a suspicion", () => {
  const narrow = {
    "outputs/occupancy": steady(0.1, 20),
    "outputs/spread/real": steady(1, 20),
    "outputs/spread/fake": steady(0.35, 20),
    "outputs/auc": steady(0.6, 20),
  };
  expect(wordsFor(narrow)).toMatchObject({
    sentence: "The generator has collapsed to few samples: suspected, since step 350.",
    settle: expect.stringContaining("samples/fixed_noise"),
  });
});

it("does not call a run healthy of which little is known", () => {
  const moving = Array.from({ length: 20 }, (_, i) => 1.2 + (i % 3) / 10);
  const { sentence, settle } = wordsFor({ "discriminator/loss": moving });
  expect(sentence).toMatch(
    /^\d+ rules found nothing through step 1,000; what is logged cannot show whether samples are varied\.$/,
  );
  expect(settle).not.toBeNull();
  expect(wordsFor({}).sentence).toBe("Nothing could be judged: no rule found what it needs.");
});

it("asks for more of what is logged and too little", () => {
  const judge = new GameJudge({ facts: LOGISTIC, rules: RULES });
  const moving = Array.from({ length: 20 }, (_, i) => 1.2 + (i % 3) / 10);
  judge.take("discriminator/loss", { tag: "d_loss", layer: "" }, probes(moving));
  const told = diagnosisOf(judge.outcomes(), { pictured: new Set(["sample.fake", "sample.real"]) });
  expect(explainDiagnosis(told).settle).toMatch(/^more generated (and real )?images a step/);
  expect(told.cannotTell.find(({ rule }) => rule === "samples-repeat")?.because).toMatch(
    /^Images are logged, but too few a step/,
  );
});

it("asks for plots of points only where no other samples are judged", () => {
  const waitingWith = (told: Partial<Record<SignalId, readonly number[]>>) => {
    const judge = new GameJudge({ facts: LOGISTIC, rules: RULES });
    for (const [signal, values] of Object.entries(told)) {
      // The keys of `told` are signal ids; Object.entries forgets it.
      judge.take(signal as SignalId, { tag: signal, layer: "" }, probes(values));
    }
    return diagnosisOf(judge.outcomes()).cannotTell.some(({ rule }) => rule === "points-cover-little");
  };
  const losses = { "discriminator/loss": flat(1.2, 20) };
  expect(waitingWith(losses)).toBe(true);
  expect(waitingWith({ ...losses, "samples/diversity-ratio": flat(1, 20) })).toBe(false);
});

it("says how often a run must be judged before it is called healthy", () => {
  const moving = Array.from({ length: 20 }, (_, i) => 1.2 + (i % 3) / 10);
  const words = wordsFor({ "discriminator/loss": moving, "samples/diversity-ratio": flat(1, 9) });
  expect(words.settle).toBe(
    "more often, or longer: whether samples are varied could be judged at 3 moments, and 5 are needed",
  );
});

it("asks for varied samples only where there are samples, and for what shows the rest", () => {
  const losses = { "discriminator/loss": Array.from({ length: 20 }, (_, i) => 1.2 + (i % 3) / 10) };
  expect(wordsFor(losses).settle).toContain("samples/");
  const ofDomains = wordsFor(losses, "domain-adversarial");
  expect(ofDomains.sentence).toMatch(/what is logged cannot show who is ahead\.$/);
  expect(ofDomains.settle).toBe(SIGNALS["outputs/auc"].logThis);
});

it("asks first for what most rules wait for", () => {
  const waiting = ["a", "b", "a"].map((logThis) => ({
    rule: "r",
    mode: "F1" as const,
    because: "",
    logThis: [logThis],
    aspect: null,
  }));
  expect(whatWouldTell(waiting)).toEqual([
    { logThis: "a", rules: 2 },
    { logThis: "b", rules: 1 },
  ]);
});
