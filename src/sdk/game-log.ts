/** Logs an adversarial game under the canonical tags, so that diagnosis needs no guessing. */
import type { Player } from "../model/index.ts";
import type { Hyperparameters } from "../tfevents/index.ts";
import type { EventLog } from "./event-log.ts";
import { counted, GRADIENT_EDGES, histogramOf, LOGIT_EDGES, occupiedRange } from "./histogram-edges.ts";
import { type Deflate, encodePngs, type ImageBatch } from "./png.ts";
import { type PlayerStep, StepLedger } from "./step-ledger.ts";

/** Losses as minimised, in the loss's own unit (nats for cross-entropy). The parts exclude penalties. */
export interface GameLosses {
  readonly generator: number;
  readonly discriminator: number;
  readonly discriminatorReal?: number;
  readonly discriminatorFake?: number;
  /** The discriminator's gradient penalty (WGAN-GP, R1), weighted as it enters the loss. */
  readonly gradientPenalty?: number;
}

export interface GameLearningRates {
  readonly generator?: number;
  readonly discriminator?: number;
}

/** Shares of a batch, 0–1, that the discriminator judged rightly. */
export interface GameAccuracy {
  readonly real: number;
  readonly fake: number;
}

/**
 * Raw discriminator outputs before any sigmoid, one a sample, any length each; measured with both players frozen.
 * `heldOut`: real samples that are never trained on.
 */
export interface GameLogits {
  readonly real: ArrayLike<number>;
  readonly fake: ArrayLike<number>;
  readonly heldOut?: ArrayLike<number>;
  /** Of a conditional game: the real samples under labels that are not theirs. */
  readonly otherLabels?: ArrayLike<number>;
}

export interface LayerMeasurement {
  readonly player: Player;
  /** Readable and stable over the run, such as `dense_1/kernel`; becomes the end of the tags. */
  readonly layer: string;
  /** All entries of the training gradient, any order, before clipping or any other clean-up. */
  readonly gradient: ArrayLike<number>;
  /** ‖gradient‖₂ where it is at hand; computed otherwise. */
  readonly gradientNorm?: number;
  /** ‖θ‖₂ before the update. */
  readonly weightNorm?: number;
  /** ‖Δθ‖₂ of this step's update. */
  readonly updateNorm?: number;
}

/**
 * `fixed_noise`: the same latent vectors each time, in the same order; `average`, `training_mode`, `other_labels`: the
 * same vectors drawn with averaged weights, in training mode, or under labels that are not their own.
 */
export type SampleKind = "fixed_noise" | "random" | "real" | "average" | "training_mode" | "other_labels";

/** Where the summaries go: an `EventLog`, or anything with these methods. */
export type SummaryLog = Pick<EventLog, "scalar" | "histogram" | "images" | "hyperparameters">;

/** A `GameLog`, or whatever passes its calls on. */
export type GameSink = Pick<GameLog, keyof GameLog>;

export interface GameLogOptions {
  /** For the PNGs: `deflateSync` of `node:zlib` in Node. */
  readonly deflate: Deflate;
}

/**
 * Every method takes the step first and plain (typed) arrays, and keeps none of them. Values that are not
 * finite are never dropped: a scalar keeps them; in a histogram ±∞ falls in the outermost bin and NaN in none, and
 * both are counted under `<player>/non_finite/…` at that step (no such value: none there).
 */
export class GameLog {
  readonly #log: SummaryLog;
  readonly #deflate: Deflate;
  readonly #ledger = new StepLedger();

  constructor(log: SummaryLog, options: GameLogOptions) {
    this.#log = log;
    this.#deflate = options.deflate;
  }

  /** `generator/loss`, `discriminator/loss` and, where given, `discriminator/loss/{real,fake}` and `discriminator/gradient_penalty`. */
  losses(step: number, losses: GameLosses): void {
    this.#log.scalar("generator/loss", step, losses.generator);
    this.#log.scalar("discriminator/loss", step, losses.discriminator);
    this.#scalarIfGiven("discriminator/loss/real", step, losses.discriminatorReal);
    this.#scalarIfGiven("discriminator/loss/fake", step, losses.discriminatorFake);
    this.#scalarIfGiven("discriminator/gradient_penalty", step, losses.gradientPenalty);
  }

  /** `{generator,discriminator}/learning_rate`. */
  learningRates(step: number, { generator, discriminator }: GameLearningRates): void {
    this.#scalarIfGiven("generator/learning_rate", step, generator);
    this.#scalarIfGiven("discriminator/learning_rate", step, discriminator);
  }

  /** `discriminator/accuracy/{real,fake}`. */
  accuracy(step: number, { real, fake }: GameAccuracy): void {
    this.#log.scalar("discriminator/accuracy/real", step, real);
    this.#log.scalar("discriminator/accuracy/fake", step, fake);
  }

  /** `discriminator/logits/{real,fake,held_out,other_labels}`: histograms on one stretch of `LOGIT_EDGES`. */
  logits(step: number, { real, fake, heldOut, otherLabels }: GameLogits): void {
    const sides = [
      { name: "real", ...counted(real, LOGIT_EDGES) },
      { name: "fake", ...counted(fake, LOGIT_EDGES) },
      ...(heldOut === undefined ? [] : [{ name: "held_out", ...counted(heldOut, LOGIT_EDGES) }]),
      ...(otherLabels === undefined ? [] : [{ name: "other_labels", ...counted(otherLabels, LOGIT_EDGES) }]),
    ];
    const range = occupiedRange(sides.map(({ counts }) => counts));
    for (const { name, counts, nonFiniteCount } of sides) {
      this.#log.histogram(`discriminator/logits/${name}`, step, histogramOf(counts, LOGIT_EDGES, range));
      this.#nonFinite(`discriminator/non_finite/logits/${name}`, step, nonFiniteCount);
    }
  }

  /**
   * `<player>/gradients/<layer>` (histogram on `GRADIENT_EDGES`), `<player>/gradient_norm/<layer>` and
   * `<player>/update_ratio/<layer>` = updateNorm / weightNorm. No ratio exists to a weight that is all zeros
   * (a fresh bias), so none is written then.
   */
  layer(step: number, measurement: LayerMeasurement): void {
    const { player, layer, gradient, weightNorm, updateNorm } = measurement;
    const { counts, nonFiniteCount } = counted(gradient, GRADIENT_EDGES);
    const histogram = histogramOf(counts, GRADIENT_EDGES, occupiedRange([counts]));
    this.#log.histogram(`${player}/gradients/${layer}`, step, histogram);
    this.#nonFinite(`${player}/non_finite/gradients/${layer}`, step, nonFiniteCount);
    const gradientNorm = measurement.gradientNorm ?? normOf(gradient);
    this.#log.scalar(`${player}/gradient_norm/${layer}`, step, gradientNorm);
    if (updateNorm === undefined || weightNorm === undefined || weightNorm === 0) return;
    this.#log.scalar(`${player}/update_ratio/${layer}`, step, updateNorm / weightNorm);
  }

  /**
   * The same for all layers of a player from their plain values, and `<player>/gradient_cosine` to the step before.
   * The values are kept until the player's next step.
   */
  playerStep(step: number, playerStep: PlayerStep): void {
    const { player, layers, logs } = playerStep;
    const { norms, cosine } = this.#ledger.compare(step, playerStep);
    if (logs.layers) {
      layers.forEach(({ layer, gradient }, i) => {
        this.layer(step, { player, layer, gradient, ...norms[i] });
      });
    }
    if (logs.direction && cosine !== null) this.#log.scalar(`${player}/gradient_cosine`, step, cosine);
  }

  /** `samples/<kind>`: `count` single images, so that each can be followed through training. */
  samples(step: number, kind: SampleKind, batch: ImageBatch): void {
    const { width, height } = batch;
    this.#log.images(`samples/${kind}`, step, { width, height, encoded: encodePngs(batch, this.#deflate) });
  }

  /** What the run was told; once, before the first step. TensorBoard's HPARAMS tab shows it beside the losses. */
  hyperparameters(parameters: Hyperparameters): void {
    this.#log.hyperparameters(parameters, { metricTags: ["generator/loss", "discriminator/loss"] });
  }

  #scalarIfGiven(tag: string, step: number, value: number | undefined): void {
    if (value !== undefined) this.#log.scalar(tag, step, value);
  }

  #nonFinite(tag: string, step: number, count: number): void {
    if (count > 0) this.#log.scalar(tag, step, count);
  }
}

/** ‖values‖₂ in float64: sums of squares up to 1e308 hold, which float32 gradients cannot exceed. */
function normOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    sum += value * value;
  }
  return Math.sqrt(sum);
}
