/** Holds the game log to the canonical tags, which diagnosis recognises without guessing, and to hiding nothing. */
import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Histogram } from "../model/index.ts";
import { EventFileReader, type WrittenImages } from "../tfevents/index.ts";
import { EventLog } from "./event-log.ts";
import { GameLog, type SummaryLog } from "./game-log.ts";
import { GRADIENT_EDGES, LOGIT_EDGES } from "./histogram-edges.ts";

/** Remembers summaries as they were handed over. */
class RecordedSummaries implements SummaryLog {
  readonly scalars = new Map<string, number>();
  readonly histograms = new Map<string, Histogram>();
  readonly imageBatches = new Map<string, WrittenImages>();

  scalar(tag: string, _step: number | bigint, value: number): void {
    this.scalars.set(tag, value);
  }

  histogram(tag: string, _step: number | bigint, histogram: Histogram): void {
    this.histograms.set(tag, histogram);
  }

  images(tag: string, _step: number | bigint, images: WrittenImages): void {
    this.imageBatches.set(tag, images);
  }

  hyperparameters(): void {}
}

function recorded(act: (log: GameLog) => void): RecordedSummaries {
  const summaries = new RecordedSummaries();
  act(new GameLog(summaries, { deflate: deflateSync }));
  return summaries;
}

const pixel = { width: 1, height: 1, channels: 1, count: 2, pixels: Uint8Array.of(0, 255) };

function logEverything(log: GameLog): void {
  log.hyperparameters({ model: "mlp", learning_rate: 1e-4 });
  log.losses(0, { generator: 0.7, discriminator: 1.4, discriminatorReal: 0.6, discriminatorFake: 0.8 });
  log.accuracy(0, { real: 0.5, fake: 0.25 });
  log.logits(0, { real: [1], fake: [-1], heldOut: [0.5], otherLabels: [1.5] });
  const gradient = { layer: "dense_1/kernel", gradient: [0.1], weightNorm: 2, updateNorm: 0.001 };
  log.layer(0, { player: "generator", ...gradient });
  log.layer(0, { player: "discriminator", ...gradient });
  log.samples(0, "fixed_noise", pixel);
  log.samples(0, "random", pixel);
  log.samples(0, "real", pixel);
  log.samples(0, "average", pixel);
  log.samples(0, "training_mode", pixel);
  log.samples(0, "other_labels", pixel);
}

describe("GameLog", () => {
  it("writes the canonical tags, each of its kind, and no others", () => {
    const bytes: Uint8Array[] = [];
    const eventLog = new EventLog({ append: (part) => bytes.push(part), close: () => {} });
    logEverything(new GameLog(eventLog, { deflate: deflateSync }));
    eventLog.close();
    const { tags, losses } = new EventFileReader().read(Buffer.concat(bytes));
    expect(losses).toEqual([]);
    expect(tags.map(({ info }) => `${info.kind} ${info.tag}`).sort()).toEqual([
      "histogram discriminator/gradients/dense_1/kernel",
      "histogram discriminator/logits/fake",
      "histogram discriminator/logits/held_out",
      "histogram discriminator/logits/other_labels",
      "histogram discriminator/logits/real",
      "histogram generator/gradients/dense_1/kernel",
      "hparams _hparams_/experiment",
      "hparams _hparams_/session_end_info",
      "hparams _hparams_/session_start_info",
      "image samples/average",
      "image samples/fixed_noise",
      "image samples/other_labels",
      "image samples/random",
      "image samples/real",
      "image samples/training_mode",
      "scalar discriminator/accuracy/fake",
      "scalar discriminator/accuracy/real",
      "scalar discriminator/gradient_norm/dense_1/kernel",
      "scalar discriminator/loss",
      "scalar discriminator/loss/fake",
      "scalar discriminator/loss/real",
      "scalar discriminator/update_ratio/dense_1/kernel",
      "scalar generator/gradient_norm/dense_1/kernel",
      "scalar generator/loss",
      "scalar generator/update_ratio/dense_1/kernel",
    ]);
    const fixedNoise = tags.find(({ info }) => info.tag === "samples/fixed_noise");
    expect([...(fixedNoise?.blobs?.itemCounts ?? [])]).toEqual([2]);
  });

  it("leaves out what was not given", () => {
    const { scalars } = recorded((log) => log.losses(0, { generator: 0, discriminator: 1 }));
    expect([...scalars]).toEqual([
      ["generator/loss", 0],
      ["discriminator/loss", 1],
    ]);
  });

  it("has the penalty beside the losses, and the learning rates of both players", () => {
    const { scalars } = recorded((log) => {
      log.losses(0, { generator: -1, discriminator: 2, gradientPenalty: 0.5 });
      log.learningRates(0, { generator: 0.25 });
    });
    expect([...scalars]).toEqual([
      ["generator/loss", -1],
      ["discriminator/loss", 2],
      ["discriminator/gradient_penalty", 0.5],
      ["generator/learning_rate", 0.25],
    ]);
  });
});

describe("logits", () => {
  it("share one stretch of the fixed edges, so that the sides can be compared bin by bin", () => {
    const logits = { real: [0, 3], fake: [-2], heldOut: [1], otherLabels: [2, 2, 1] };
    const { histograms } = recorded((log) => log.logits(0, logits));
    const [real, fake, heldOut, otherLabels] = ["real", "fake", "held_out", "other_labels"].map((side) =>
      histograms.get(`discriminator/logits/${side}`),
    );
    expect(real?.lefts).toEqual(fake?.lefts);
    expect(real?.lefts).toEqual(heldOut?.lefts);
    expect(real?.lefts).toEqual(otherLabels?.lefts);
    expect(LOGIT_EDGES).toContain(real?.lefts[0]);
    expect(real?.lefts[0]).toBeLessThanOrEqual(-2);
    expect(real?.rights.at(-1)).toBeGreaterThan(3);
    const total = (histogram?: Histogram) => histogram?.counts.reduce((sum, count) => sum + count, 0);
    expect([real, fake, heldOut, otherLabels].map(total)).toEqual([2, 1, 1, 3]);
  });

  it("that are infinite or NaN are counted beside the histogram", () => {
    const { scalars } = recorded((log) => log.logits(0, { real: [Number.NaN, Infinity, 1], fake: [0] }));
    expect([...scalars]).toEqual([["discriminator/non_finite/logits/real", 2]]);
  });
});

describe("layer", () => {
  const layer = { player: "generator", layer: "dense_1/kernel" } as const;

  it("gives the gradient's norm and the update's share of the weight", () => {
    const { scalars } = recorded((log) =>
      log.layer(0, { ...layer, gradient: [3, -4], weightNorm: 20, updateNorm: 0.02 }),
    );
    expect(scalars.get("generator/gradient_norm/dense_1/kernel")).toBe(5);
    expect(scalars.get("generator/update_ratio/dense_1/kernel")).toBe(0.001);
  });

  it("takes the norm it is given", () => {
    const { scalars } = recorded((log) => log.layer(0, { ...layer, gradient: [3, -4], gradientNorm: 7 }));
    expect(scalars.get("generator/gradient_norm/dense_1/kernel")).toBe(7);
  });

  it("writes no ratio to a weight that is all zeros", () => {
    const { scalars } = recorded((log) =>
      log.layer(0, { ...layer, gradient: [1], weightNorm: 0, updateNorm: 1e-4 }),
    );
    expect([...scalars.keys()]).toEqual(["generator/gradient_norm/dense_1/kernel"]);
  });

  it("shows a gradient that is not finite in its norm and in a count", () => {
    const { scalars } = recorded((log) => log.layer(0, { ...layer, gradient: [1, Number.NaN, -Infinity] }));
    expect(scalars.get("generator/gradient_norm/dense_1/kernel")).toBeNaN();
    expect(scalars.get("generator/non_finite/gradients/dense_1/kernel")).toBe(2);
  });

  it("keeps exact zeros apart from small gradients, in a bin of their own", () => {
    const { histograms } = recorded((log) => log.layer(0, { ...layer, gradient: [0, 0, 0, 1e-11] }));
    const { lefts, rights, counts } = histograms.get("generator/gradients/dense_1/kernel") as Histogram; // just logged
    expect(counts[0]).toBe(3);
    expect([lefts[0], rights[0]]).toEqual([...GRADIENT_EDGES.slice(91, 93)]);
    expect(lefts[0]).toBeLessThan(0);
    expect(rights[0]).toBeGreaterThan(0);
  });
});
