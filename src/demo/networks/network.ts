/** A player's network: the layers model that a watch looks into, and its weights. */
import type { Sequential, Tensor } from "@tensorflow/tfjs";
import type { Tf, Variable } from "../kernels/runtime.ts";

export interface Network {
  readonly model: Sequential;
  readonly variables: readonly Variable[];
  apply(input: Tensor): Tensor;
  dispose(): void;
}

export function networkOf(tf: Tf, model: Sequential): Network {
  return {
    model,
    variables: model.layers.flatMap((layer) =>
      layer.trainableWeights.map((weight) => variableOf(tf, weight.read(), layer.name)),
    ),
    // A sequential model of one input answers one tensor.
    apply: (input) => model.apply(input) as Tensor,
    dispose: () => void model.dispose(),
  };
}

/** TensorFlow.js types `read()` as a tensor; what it hands out is the variable itself. */
function variableOf(tf: Tf, value: Tensor, layerName: string): Variable {
  if (value instanceof tf.Variable) return value;
  throw new Error(`Layer ${layerName} of TensorFlow.js did not hand out its variable.`);
}
