/** Logs what a step gives by itself: its losses, and the accuracies of its own batches. */
import type { GameAccuracy, GameLearningRates, GameLog } from "../game-log.ts";
import type { Readings } from "./reading.ts";
import type { Tensor, TensorFlow } from "./tensorflow.ts";

/** A number, or a scalar tensor that stays the caller's to dispose. */
export type LossValue = number | Tensor;

export interface RoundValues {
  readonly generatorLoss: LossValue;
  readonly discriminatorLoss: LossValue;
  /** The parts of the discriminator's loss, penalties left out. */
  readonly discriminatorLossReal?: LossValue;
  readonly discriminatorLossFake?: LossValue;
  /** The discriminator's gradient penalty, weighted as it enters the loss. */
  readonly gradientPenalty?: LossValue;
  /** Of this step, where a schedule changes them. */
  readonly learningRates?: GameLearningRates;
  /** Shares judged rightly, where you have counted them; else the outputs below give them. */
  readonly accuracy?: GameAccuracy;
  /** The discriminator's logits on its own training batches: both give accuracies. */
  readonly realOutputs?: Tensor;
  readonly fakeOutputs?: Tensor;
}

export interface RoundLog {
  readonly tf: TensorFlow;
  readonly game: Pick<GameLog, "losses" | "accuracy" | "learningRates">;
  readonly readings: Readings;
  /** null: outputs have no absolute meaning, so there is no accuracy. */
  readonly threshold: number | null;
}

/** Collected with whatever else this step measures, so that it costs no fetch of its own. */
export function logRound(to: RoundLog, step: number, values: RoundValues): void {
  logLosses(to, step, values);
  if (values.learningRates !== undefined) to.game.learningRates(step, values.learningRates);
  if (values.accuracy !== undefined) to.game.accuracy(step, values.accuracy);
  else logAccuracy(to, step, values);
}

function logLosses({ game, readings }: RoundLog, step: number, values: RoundValues): void {
  const given = [
    values.generatorLoss,
    values.discriminatorLoss,
    values.discriminatorLossReal,
    values.discriminatorLossFake,
    values.gradientPenalty,
  ];
  const tensors = given.filter((value): value is Tensor => typeof value === "object");
  readings.collect(tensors, (fetched) => {
    const queue = [...fetched];
    const [generator = Number.NaN, discriminator = Number.NaN, real, fake, penalty] = given.map((value) =>
      typeof value === "object" ? (queue.shift()?.[0] ?? Number.NaN) : value,
    );
    game.losses(step, {
      generator,
      discriminator,
      ...(real === undefined ? {} : { discriminatorReal: real }),
      ...(fake === undefined ? {} : { discriminatorFake: fake }),
      ...(penalty === undefined ? {} : { gradientPenalty: penalty }),
    });
  });
}

/** A few hundred outputs: where reading waits for nothing, counting them here is faster than any operation. */
function logAccuracy({ tf, game, readings, threshold }: RoundLog, step: number, values: RoundValues): void {
  const { realOutputs, fakeOutputs } = values;
  if (threshold === null || realOutputs === undefined || fakeOutputs === undefined) return;
  if (readings.isImmediate) {
    readings.collect([realOutputs, fakeOutputs], ([real, fake]) =>
      game.accuracy(step, { real: shareAbove(real, threshold), fake: 1 - shareAbove(fake, threshold) }),
    );
    return;
  }
  const shareOf = (outputs: Tensor) => tf.mean(tf.cast(tf.greater(outputs, threshold), "float32"));
  readings.collect([shareOf(realOutputs), shareOf(fakeOutputs)], ([real, fake]) =>
    game.accuracy(step, { real: real?.[0] ?? Number.NaN, fake: 1 - (fake?.[0] ?? Number.NaN) }),
  );
}

function shareAbove(outputs: Float32Array | undefined, threshold: number): number {
  if (outputs === undefined) return Number.NaN;
  let above = 0;
  for (const output of outputs) if (output > threshold) above += 1;
  return above / outputs.length;
}
