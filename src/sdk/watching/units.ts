/** Counts units of hidden layers that have stopped working: dead ones give nothing, saturated ones always the same. */
import type { Activation, HiddenOutput } from "./network.ts";
import type { Tensor, TensorFlow } from "./tensorflow.ts";

export type UnitKind = "dead_units" | "saturated_units";

export interface UnitShare {
  readonly layer: string;
  readonly kind: UnitKind;
  /** A scalar, 0–1, over the layer's units (channels, where it has places too). */
  readonly share: Tensor;
}

/** A unit this close to its limits (as a share of them) passes next to no gradient. */
const SATURATED_BEYOND = 0.95;
/** A unit that is there for more than this share of the probe is saturated. */
export const SATURATED_SHARE = 0.95;
const SIGMOID_CENTRE = 0.5;

/** One output of a unit: 0 of a ReLU, near either limit of a tanh or a sigmoid. */
export function isAtLimit(activation: Exclude<Activation, "other">, output: number): boolean {
  switch (activation) {
    case "relu":
      return output <= 0;
    case "tanh":
      return Math.abs(output) > SATURATED_BEYOND;
    case "sigmoid":
      return Math.abs(output - SIGMOID_CENTRE) > SATURATED_BEYOND * SIGMOID_CENTRE;
  }
}

/** Of ReLU layers the dead, of tanh and sigmoid layers the saturated; others can be neither. */
export function unitShares(tf: TensorFlow, outputs: readonly HiddenOutput[]): readonly UnitShare[] {
  return outputs.flatMap(({ layer, activation, output }): UnitShare[] => {
    if (activation === "other") return [];
    if (activation === "relu") return [{ layer, kind: "dead_units", share: deadShare(tf, output) }];
    return [{ layer, kind: "saturated_units", share: saturatedShare(tf, { activation, output }) }];
  });
}

function deadShare(tf: TensorFlow, output: Tensor): Tensor {
  const largest = tf.max(output, placesOf(output));
  return tf.mean(tf.cast(tf.lessEqual(largest, 0), "float32"));
}

interface Limited {
  readonly activation: Activation;
  readonly output: Tensor;
}

function saturatedShare(tf: TensorFlow, { activation, output }: Limited): Tensor {
  const isAtLimit =
    activation === "tanh"
      ? tf.greater(tf.abs(output), SATURATED_BEYOND)
      : tf.greater(tf.abs(tf.sub(output, SIGMOID_CENTRE)), SATURATED_BEYOND * SIGMOID_CENTRE);
  const shareOfProbe = tf.mean(tf.cast(isAtLimit, "float32"), placesOf(output));
  return tf.mean(tf.cast(tf.greater(shareOfProbe, SATURATED_SHARE), "float32"));
}

/** All axes but the last, whose entries are the units. */
function placesOf(output: Tensor): number[] {
  return output.shape.slice(0, -1).map((_, axis) => axis);
}
