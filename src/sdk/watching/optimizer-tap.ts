/** Listens where an optimiser takes its gradients, so that they are seen before nothing but the caller touched them. */
import type { GivenGradients, Optimizer, Tensor } from "./tensorflow.ts";

/** Calls `beforeUpdate` ahead of each update; answers what ends the listening. */
export function listenTo(
  optimizer: Optimizer | undefined,
  beforeUpdate: (given: GivenGradients) => void,
): () => void {
  if (optimizer === undefined) return () => {};
  const original = optimizer.applyGradients;
  optimizer.applyGradients = (gradients: GivenGradients) => {
    beforeUpdate(gradients);
    // As they came: only the optimiser knows their exact type.
    original.call(optimizer, gradients as never);
  };
  return () => {
    optimizer.applyGradients = original;
  };
}

/** By the names of their variables. */
export function entriesOf(given: GivenGradients): readonly (readonly [string, Tensor])[] {
  return isList(given) ? given.map(({ name, tensor }) => [name, tensor] as const) : Object.entries(given);
}

function isList(
  given: GivenGradients,
): given is readonly { readonly name: string; readonly tensor: Tensor }[] {
  return Array.isArray(given);
}
