/** Measures on the device what a step did to each layer, and whether it went on in the direction of the last. */
import type { GameLog } from "../game-log.ts";
import type { GradientTap } from "./gradient-tap.ts";
import type { Readings } from "./reading.ts";
import type { Tensor, TensorFlow } from "./tensorflow.ts";

export interface LayerMeasures {
  readonly tf: TensorFlow;
  readonly log: Pick<GameLog, "layer">;
  readonly readings: Readings;
}

/** Gradient, and the norms of weight and update. */
const TENSORS_A_LAYER = 3;

export function measureLayers({ tf, log, readings }: LayerMeasures, tap: GradientTap, step: number): void {
  const { player } = tap;
  const layers = tap.parameters();
  const tensors = layers.flatMap(({ gradient, before, after }) => [
    gradient,
    norm(tf, before),
    norm(tf, tf.sub(after, before)),
  ]);
  readings.collect(tensors, (values) => {
    layers.forEach(({ name }, i) => {
      const [gradient = EMPTY, weight, update] = values.slice(i * TENSORS_A_LAYER, (i + 1) * TENSORS_A_LAYER);
      const norms = { weightNorm: weight?.[0] ?? Number.NaN, updateNorm: update?.[0] ?? Number.NaN };
      log.layer(step, { player, layer: name, gradient, ...norms });
    });
  });
}

const EMPTY = new Float32Array(0);

export interface Directions {
  readonly earlier: ReadonlyMap<string, Tensor>;
  readonly later: ReadonlyMap<string, Tensor>;
}

/** Three numbers: the inner product of two gradients of one player and both squared norms. */
export function directionSums(tf: TensorFlow, { earlier, later }: Directions): readonly Tensor[] {
  const pairs = [...later].flatMap(([name, tensor]) => {
    const other = earlier.get(name);
    return other === undefined ? [] : [[other, tensor] as const];
  });
  if (pairs.length === 0) return [];
  const total = (terms: readonly Tensor[]) => tf.sum(tf.concat(terms.map((term) => tf.reshape(term, [1]))));
  return [
    total(pairs.map(([left, right]) => tf.sum(tf.mul(left, right)))),
    total(pairs.map(([left]) => tf.sum(tf.square(left)))),
    total(pairs.map(([, right]) => tf.sum(tf.square(right)))),
  ];
}

/** NaN where one of the gradients is zero: it has no direction. */
export function cosineOf([product, left, right]: readonly number[]): number {
  return (product ?? Number.NaN) / Math.sqrt((left ?? Number.NaN) * (right ?? Number.NaN));
}

function norm(tf: TensorFlow, tensor: Tensor): Tensor {
  return tf.sqrt(tf.sum(tf.square(tensor)));
}
