import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diagnosisOf, GameJudge, RULES, type SignalId } from "./index.ts";
import { flat, probes, slice } from "./testing/series.ts";
import type { SeriesPoints } from "./windows.ts";

const FACTS = { lossFamily: "bce-ns", chanceLevel: { generator: Math.LN2, discriminator: 2 * Math.LN2 } };

type Told = Partial<Record<SignalId, SeriesPoints>>;

function judgeOf(told: Told): GameJudge {
  const judge = new GameJudge({ facts: FACTS, rules: RULES });
  takeAll(judge, told);
  return judge;
}

function takeAll(judge: GameJudge, told: Told): void {
  for (const [signal, points] of Object.entries(told)) {
    // The keys of `told` are signal ids; Object.entries forgets it.
    judge.take(signal as SignalId, { tag: signal, layer: "" }, points);
  }
}

const diagnose = (told: Told) => diagnosisOf(judgeOf(told).outcomes());
const findingOf = (told: Told, rule: string) =>
  diagnose(told).findings.find((finding) => finding.rule === rule);

/** Outputs on generated samples that lie together among those on real ones. */
const NARROW = {
  "outputs/occupancy": probes(flat(0.1, 24)),
  "outputs/spread/real": probes(flat(1, 24)),
  "outputs/spread/fake": probes(flat(0.35, 24)),
  "outputs/auc": probes(flat(0.6, 24)),
};

describe("a judged game", () => {
  it("has an incident from its first symptomatic window on, confirmed at the third, with the last safe step", () => {
    const finding = findingOf(
      { "samples/diversity-ratio": probes([...flat(1, 10), ...flat(0.1, 10)]) },
      "samples-collapse",
    );
    expect(finding).toMatchObject({
      state: "confirmed",
      firstStep: 550,
      confirmedStep: 650,
      lastStep: 1000,
      lastSafeStep: 500,
    });
    expect(finding?.evidence[0]).toEqual({
      tag: "samples/diversity-ratio",
      statistic: "pairwise distance of fakes over that of reals",
      value: 0.1,
      threshold: 0.3,
      symptomWhen: "at-most",
      unit: "ratio to real samples",
      fromStep: 550,
      toStep: 1000,
    });
  });

  it("sends back to a checkpoint only a run that was safe before", () => {
    const remedies = (losses: readonly number[]) =>
      findingOf({ "discriminator/loss": probes(losses) }, "non-finite-values")?.remedies.map((one) => one.do);
    expect(remedies([1, Number.NaN])?.[0]).toBe(
      "Go back to the last safe checkpoint and lower the learning rate tenfold",
    );
    expect(remedies([Number.NaN, Number.NaN])?.[0]).toBe("Lower the learning rate tenfold");
    const collapsed = findingOf({ "samples/diversity-ratio": probes(flat(0.1, 20)) }, "samples-collapse");
    expect(collapsed?.remedies[0]?.do).toBe("Add an R1 penalty (γ from 0.1 to 10)");
  });

  it("is only suspected on evidence that can look like this in health", () => {
    const finding = findingOf(NARROW, "samples-collapse");
    expect(finding).toMatchObject({ state: "suspected", confirmedStep: null });
  });

  it("opens no incident for two odd windows, and closes one after five clear ones", () => {
    const twoOdd = [...flat(1, 10), 0.1, 0.1, ...flat(1, 10)];
    expect(findingOf({ "samples/diversity-ratio": probes(twoOdd) }, "samples-collapse")).toBeUndefined();
    const over = [...flat(1, 10), ...flat(0.1, 5), ...flat(1, 5)];
    expect(findingOf({ "samples/diversity-ratio": probes(over) }, "samples-collapse")?.state).toBe(
      "resolved",
    );
    expect(
      findingOf({ "samples/diversity-ratio": probes(over.slice(0, -1)) }, "samples-collapse")?.state,
    ).toBe("confirmed");
  });

  it("is not judged while every run looks odd, save for what is wrong at any time", () => {
    const told = {
      "samples/diversity-ratio": probes(flat(0.1, 6)),
      "discriminator/loss": probes([1, Number.NaN, 1]),
    };
    const { findings, cannotTell } = diagnose(told);
    expect(findings.map(({ rule, firstStep }) => [rule, firstStep])).toEqual([["non-finite-values", 100]]);
    expect(cannotTell.find(({ rule }) => rule === "samples-collapse")?.because).toMatch(/too short/);
  });

  it("fails a run on one confirmed finding that is severe, and watches it on one that is suspected", () => {
    const distance = probes([...flat(20, 14), ...flat(90, 10)]);
    const fell = { "quality/frechet-distance": distance, "quality/frechet-chance": probes(flat(10, 24)) };
    expect(diagnose(fell).verdict).toBe("failing");
    expect(diagnose(NARROW).verdict).toBe("watch");
  });

  it("says which signals a rule would need, and what to log", () => {
    const { verdict, cannotTell } = diagnose({
      "discriminator/loss": probes(Array.from({ length: 20 }, (_, i) => 1.2 + (i % 3) / 10)),
    });
    expect(verdict).toBe("unknown");
    expect(cannotTell.find(({ rule }) => rule === "samples-collapse")).toMatchObject({
      because:
        "Not logged: samples/diversity-ratio, features/diversity-ratio, outputs/occupancy, quality/frechet-distance, samples/energy, samples/variety, samples/variety/real, samples/repeats, outputs/spread/real, outputs/spread/fake, outputs/auc.",
      logThis: [
        expect.stringContaining("samples/fixed_noise"),
        expect.stringContaining("features/<encoder>"),
        expect.stringContaining("discriminator/logits/real"),
        expect.stringContaining("16 or more generated images"),
      ],
    });
  });

  it("answers the same live as afterwards, however the points arrive", () => {
    const values = fc.array(fc.constantFrom(0.1, 0.25, 0.5, 1, Number.NaN), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, values, fc.array(fc.nat(20)), (diversity, occupancy, cuts) => {
        const told = {
          "samples/diversity-ratio": probes(diversity),
          "outputs/occupancy": probes(occupancy),
        } as const;
        const live = new GameJudge({ facts: FACTS, rules: RULES });
        let from = 0;
        for (const count of [...cuts, 60]) {
          for (const [signal, points] of Object.entries(told)) {
            const origin = { tag: signal, layer: "" };
            // The keys of `told` are signal ids; Object.entries forgets it.
            live.take(signal as SignalId, origin, slice(points, from, from + count));
            live.outcomes();
          }
          from += count;
        }
        const summary = (judge: GameJudge) => JSON.stringify(diagnosisOf(judge.outcomes()));
        const whole = (signal: keyof typeof told) => slice(told[signal], 0, from);
        const afterwards = judgeOf({
          "samples/diversity-ratio": whole("samples/diversity-ratio"),
          "outputs/occupancy": whole("outputs/occupancy"),
        });
        expect(summary(live)).toBe(summary(afterwards));
      }),
      { numRuns: 200 },
    );
  });

  it("answers the same live as afterwards while a log is short and its windows grow", () => {
    const points = (seed: number): SeriesPoints => {
      const steps = Array.from({ length: 900 }, (_, step) => step);
      return {
        steps,
        wallTimes: steps.map((step) => step / 100),
        values: steps.map((step) => (step < seed ? 1.3 : 1e-4) + Math.sin(step * seed) / 1e5),
      };
    };
    const [loss, other] = [points(61), points(150)];
    const live = new GameJudge({ facts: FACTS, rules: RULES });
    for (let from = 0; from < 900; from += 45) {
      live.take("discriminator/loss", { tag: "d", layer: "" }, slice(loss, from, from + 45));
      live.take("generator/loss", { tag: "g", layer: "" }, slice(other, from, from + 45));
      const afterwards = new GameJudge({ facts: FACTS, rules: RULES });
      afterwards.take("discriminator/loss", { tag: "d", layer: "" }, slice(loss, 0, from + 45));
      afterwards.take("generator/loss", { tag: "g", layer: "" }, slice(other, 0, from + 45));
      expect(diagnosisOf(live.outcomes())).toEqual(diagnosisOf(afterwards.outcomes()));
    }
  });
});
