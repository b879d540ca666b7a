/** Turns logits into class probabilities. */

/** Subtracts the largest logit first, so that none overflows; NaN anywhere makes every probability NaN. */
export function softmaxInPlace(logits: Float32Array): void {
  const largest = logits.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  let total = 0;
  logits.forEach((value, at) => {
    const weight = Math.exp(value - largest);
    logits[at] = weight;
    total += weight;
  });
  for (const [at, weight] of logits.entries()) logits[at] = weight / total;
}
