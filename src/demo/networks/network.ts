/** A player's network with its weights under readable names. */
import type { Sequential, Tensor } from "@tensorflow/tfjs";
import type { Tf, Variable } from "../kernels/runtime.ts";

/** `name` is `<layer>/<weight>`, such as `dense_1/kernel`; the variable's own name is unique per process instead. */
export interface Parameter {
  readonly name: string;
  readonly variable: Variable;
}

export interface Network {
  readonly parameters: readonly Parameter[];
  apply(input: Tensor): Tensor;
  dispose(): void;
}

export function networkOf(tf: Tf, model: Sequential): Network {
  return {
    parameters: model.layers.flatMap((layer) =>
      layer.trainableWeights.map((weight) => ({
        name: `${layer.name}/${weightNameOf(weight.originalName)}`,
        variable: variableOf(tf, weight.read(), layer.name),
      })),
    ),
    // A sequential model of one input answers one tensor.
    apply: (input) => model.apply(input) as Tensor,
    dispose: () => void model.dispose(),
  };
}

function weightNameOf(originalName: string): string {
  return originalName.slice(originalName.lastIndexOf("/") + 1);
}

/** TensorFlow.js types `read()` as a tensor; what it hands out is the variable itself. */
function variableOf(tf: Tf, value: Tensor, layerName: string): Variable {
  if (value instanceof tf.Variable) return value;
  throw new Error(`Layer ${layerName} of TensorFlow.js did not hand out its variable.`);
}
