/** A player's optimiser in the form that a watch listens to. */
import { FusedAdam } from "./kernels/fused-adam.ts";
import type { KernelRuntime, NamedTensors, Variable } from "./kernels/runtime.ts";
import type { Learning } from "./recipe.ts";

export interface PlayerOptimiser {
  /** One step; the gradients, by variable name, stay the caller's to dispose. */
  applyGradients(gradients: NamedTensors): void;
  /** Of the step to come. */
  readonly learningRate: number;
  dispose(): void;
}

export function optimiserOf(
  runtime: KernelRuntime,
  learning: Learning,
  variables: readonly Variable[],
): PlayerOptimiser {
  const { learningRate, decay, direction } = learning;
  const step = stepOf(runtime, learning, variables);
  let decayed = 1;
  return {
    get learningRate() {
      return learningRate * decayed;
    },
    applyGradients(gradients) {
      if (direction !== 0) step.apply(gradients, direction * decayed);
      decayed *= decay;
    },
    dispose: () => step.dispose(),
  };
}

interface Step {
  apply(gradients: NamedTensors, rateFactor: number): void;
  dispose(): void;
}

function stepOf(runtime: KernelRuntime, learning: Learning, variables: readonly Variable[]): Step {
  const { learningRate, beta1, beta2 } = learning;
  switch (learning.optimiser) {
    case "adam": {
      const adam = new FusedAdam(runtime, { learningRate, beta1, beta2 });
      return {
        apply: (gradients, rateFactor) => adam.apply(variables, gradients, rateFactor),
        dispose: () => adam.dispose(),
      };
    }
    case "gradient-descent":
      return {
        apply: (gradients, rateFactor) =>
          descend({ runtime, variables, gradients }, rateFactor * learningRate),
        dispose: () => {},
      };
  }
}

interface Descent {
  readonly runtime: KernelRuntime;
  readonly variables: readonly Variable[];
  readonly gradients: NamedTensors;
}

function descend({ runtime: { tf }, variables, gradients }: Descent, rate: number): void {
  for (const variable of variables) {
    const gradient = gradients[variable.name];
    if (gradient === undefined) throw new Error(`There is no gradient for ${variable.name}.`);
    tf.tidy(() => variable.assign(tf.sub(variable, tf.mul(gradient, rate))));
  }
}
