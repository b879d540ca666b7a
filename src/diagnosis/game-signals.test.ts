import { describe, expect, it } from "vitest";
import { inSignalUnits, mainLineOf, signalTagsOf } from "./index.ts";

describe("signalTagsOf", () => {
  it("reads a signal from the first of its sources that the game has", () => {
    const derived = { tag: "derived/outputs/accuracy/real", role: "other", layer: "" } as const;
    const logged = { tag: "acc_real", role: "d.acc.real", layer: "" } as const;
    expect(signalTagsOf([derived])).toMatchObject([
      { signal: "discriminator/accuracy/real", tag: derived.tag, layer: "", as: "value" },
    ]);
    expect(signalTagsOf([derived, logged])).toMatchObject([
      { signal: "discriminator/accuracy/real", tag: "acc_real", layer: "", as: "share" },
    ]);
  });

  it("keeps a network's gradient norm apart from those of its layers, and the layers in order", () => {
    const of = (tag: string, layer: string) => ({ tag, role: "grad.g", layer }) as const;
    expect(signalTagsOf([of("grad/b", "b"), of("grad", ""), of("grad/a", "a")])).toMatchObject([
      { signal: "generator/gradient-norm", tag: "grad", layer: "", as: "value" },
      { signal: "generator/gradient-norm/layers", tag: "grad/b", layer: "b", as: "value" },
      { signal: "generator/gradient-norm/layers", tag: "grad/a", layer: "a", as: "value" },
    ]);
  });

  it("takes the chance level of the derived distance that is read, and none beside a logged one", () => {
    const of = (tag: string, role: "other" | "metric.fid" = "other") => ({ tag, role, layer: "" }) as const;
    const distance = "derived/features/dino/frechet-distance";
    const derived = [of(distance), of(`${distance}:chance`)];
    const chances = (tags: readonly ReturnType<typeof of>[]) =>
      signalTagsOf(tags).filter(({ signal }) => signal === "quality/frechet-chance");
    expect(chances(derived).map(({ tag }) => tag)).toEqual([`${distance}:chance`]);
    expect(chances([...derived, of("fid", "metric.fid")])).toEqual([]);
  });

  it("takes the features of whichever encoder a run has, and of several the first alone", () => {
    const of = (encoder: string, metric: string) =>
      ({ tag: `derived/features/${encoder}/${metric}`, role: "other", layer: "" }) as const;
    const coverage = { signal: "features/coverage", tag: "derived/features/dino/coverage" } as const;
    expect(signalTagsOf([of("dino", "coverage"), of("inception", "coverage")])).toMatchObject([
      { ...coverage, layer: "", as: "value" },
    ]);
    expect(signalTagsOf([of("dino/small", "coverage"), of("dino", "coverage/extra")])).toEqual([]);
  });

  it("reads layers from norms that were derived of their histograms", () => {
    const tag = "derived/gradients/generator/conv1.weight";
    expect(signalTagsOf([{ tag, role: "other", layer: "" }])).toMatchObject([
      { signal: "generator/gradient-norm/layers", tag, layer: "conv1.weight", as: "value" },
    ]);
  });

  it("takes no bound of an interval for the estimate", () => {
    expect(signalTagsOf([{ tag: "derived/outputs/auc:low", role: "other", layer: "" }])).toEqual([]);
  });
});

describe("signalTagsOf, of a loss that is logged a side at a time", () => {
  const of = (tag: string, role: "d.loss" | "d.loss.real" | "d.loss.fake") => ({ tag, role, layer: "" });
  const sides = [of("D_real", "d.loss.real"), of("D_fake", "d.loss.fake")];
  const lossOf = (tags: readonly ReturnType<typeof of>[]) =>
    signalTagsOf(tags).filter(({ signal }) => signal === "discriminator/loss");

  it("adds up both sides where no whole is logged", () => {
    expect(lossOf(sides)).toMatchObject([{ tag: "D_real + D_fake", addends: ["D_real", "D_fake"] }]);
    expect(lossOf([...sides, of("D_loss", "d.loss")])).toMatchObject([
      { tag: "D_loss", addends: ["D_loss"] },
    ]);
  });

  it("adds up nothing where a side is missing or there are several of it", () => {
    expect(lossOf(sides.slice(0, 1))).toEqual([]);
    expect(lossOf([...sides, of("D_fake_2", "d.loss.fake")])).toEqual([]);
  });
});

describe("inSignalUnits", () => {
  it("makes shares of percents and of mean signs, and leaves shares alone", () => {
    expect([...inSignalUnits(Float64Array.of(50, 100), "share")]).toEqual([0.5, 1]);
    expect([...inSignalUnits(Float64Array.of(0.5, 1), "share")]).toEqual([0.5, 1]);
    expect([...inSignalUnits(Float64Array.of(-1, 0, 1), "sign")]).toEqual([0, 0.5, 1]);
  });

  it("counts a negative output on generated samples as right", () => {
    const [fake] = signalTagsOf([{ tag: "Loss/signs/fake", role: "d.sign.fake", layer: "" }]);
    expect(fake).toMatchObject({ signal: "discriminator/accuracy/fake", as: "opposite-sign" });
    expect([...inSignalUnits(Float64Array.of(-1, 0, 1), "opposite-sign")]).toEqual([1, 0.5, 0]);
  });
});

describe("mainLineOf", () => {
  const line = (steps: number[]) => {
    const { values } = mainLineOf({
      steps: Float64Array.from(steps),
      wallTimes: new Float64Array(steps.length),
      values: Float64Array.from(steps, (_, i) => i),
    });
    return Array.from(values);
  };

  it("leaves out what a restart superseded", () => {
    expect(line([1, 2, 3, 4, 3, 4, 5])).toEqual([0, 1, 4, 5, 6]);
    expect(line([1, 2, 3])).toEqual([0, 1, 2]);
  });

  it("reads a log without steps by the order of its points", () => {
    const { steps } = mainLineOf({
      steps: new Float64Array(4),
      wallTimes: new Float64Array(4),
      values: new Float64Array(4),
    });
    expect(Array.from(steps)).toEqual([0, 1, 2, 3]);
  });
});
