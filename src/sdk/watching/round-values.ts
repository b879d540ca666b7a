/** Logs what a step gives by itself: its losses, and the accuracies of its own batches. */
import type { GameLog } from "../game-log.ts";
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
  /** The discriminator's logits on its own training batches: both give accuracies. */
  readonly realOutputs?: Tensor;
  readonly fakeOutputs?: Tensor;
}

export interface RoundLog {
  readonly tf: TensorFlow;
  readonly game: Pick<GameLog, "losses" | "accuracy">;
  readonly readings: Readings;
  /** null: outputs have no absolute meaning, so there is no accuracy. */
  readonly threshold: number | null;
}

/** Collected with whatever else this step measures, so that it costs no fetch of its own. */
export function logRound(
  { tf, game, readings, threshold }: RoundLog,
  step: number,
  values: RoundValues,
): void {
  const given = [
    values.generatorLoss,
    values.discriminatorLoss,
    values.discriminatorLossReal,
    values.discriminatorLossFake,
  ];
  const tensors = given.filter((value): value is Tensor => typeof value === "object");
  readings.collect(tensors, (fetched) => {
    const queue = [...fetched];
    const [generator = Number.NaN, discriminator = Number.NaN, real, fake] = given.map((value) =>
      typeof value === "object" ? (queue.shift()?.[0] ?? Number.NaN) : value,
    );
    game.losses(step, {
      generator,
      discriminator,
      ...(real === undefined ? {} : { discriminatorReal: real }),
      ...(fake === undefined ? {} : { discriminatorFake: fake }),
    });
  });
  const { realOutputs, fakeOutputs } = values;
  if (threshold === null || realOutputs === undefined || fakeOutputs === undefined) return;
  const shareAbove = (outputs: Tensor) => tf.mean(tf.cast(tf.greater(outputs, threshold), "float32"));
  readings.collect([shareAbove(realOutputs), shareAbove(fakeOutputs)], ([real, fake]) =>
    game.accuracy(step, { real: real?.[0] ?? Number.NaN, fake: 1 - (fake?.[0] ?? Number.NaN) }),
  );
}
