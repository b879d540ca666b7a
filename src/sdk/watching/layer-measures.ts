/** Measures what a step did to each layer: gradients, updates, and whether it went on in the direction of the last. */
import type { GameLog } from "../game-log.ts";
import type { GradientTap } from "./gradient-tap.ts";
import type { Readings } from "./reading.ts";
import type { Tensor, TensorFlow } from "./tensorflow.ts";

export interface LayerMeasures {
  readonly tf: TensorFlow;
  readonly log: Pick<GameLog, "layer">;
  readonly readings: Readings;
}

/** Gradient, and what gives the norms of weight and update. */
const TENSORS_A_LAYER = 3;

/**
 * On a device the norms are reduced there; in this process's own memory reading the weights themselves is
 * several times as fast as a handful of small operations a layer.
 */
export function measureLayers({ tf, log, readings }: LayerMeasures, tap: GradientTap, step: number): void {
  const { player } = tap;
  const layers = tap.parameters();
  const isHere = readings.isImmediate;
  const tensors = layers.flatMap(({ gradient, before, after }) =>
    isHere ? [gradient, before, after] : [gradient, norm(tf, before), norm(tf, tf.sub(after, before))],
  );
  readings.collect(tensors, (values) => {
    layers.forEach(({ name }, i) => {
      const [gradient = EMPTY, second = EMPTY, third = EMPTY] = values.slice(
        i * TENSORS_A_LAYER,
        (i + 1) * TENSORS_A_LAYER,
      );
      const norms = isHere ? normsOf(second, third) : normsGiven(second, third);
      log.layer(step, { player, layer: name, gradient, ...norms });
    });
  });
}

interface Norms {
  readonly weightNorm: number;
  readonly updateNorm: number;
}

const EMPTY = new Float32Array(0);

function normsGiven(weight: Float32Array, update: Float32Array): Norms {
  return { weightNorm: weight[0] ?? Number.NaN, updateNorm: update[0] ?? Number.NaN };
}

function normsOf(before: Float32Array, after: Float32Array): Norms {
  let weight = 0;
  let update = 0;
  for (let i = 0; i < before.length; i++) {
    // `as number`: both have this length.
    const old = before[i] as number;
    const change = (after[i] as number) - old;
    weight += old * old;
    update += change * change;
  }
  return { weightNorm: Math.sqrt(weight), updateNorm: Math.sqrt(update) };
}

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
