/** Holds the places of one sample at neighbouring steps together. */

/**
 * Replaces each point's places y_t by those that minimise Σ_t ‖z_t − y_t‖² + Σ_t pull_t ‖z_t+1 − z_t‖².
 *
 * `blocks[t]`: x, y by turns; changed in place. `pulls[t]`: ≥ 0, one a point, between blocks t and t + 1.
 * The proximal step of dynamic t-SNE's penalty: exact and stable for any pull, by elimination in one sweep forth and
 * one back. The mean of a point's places does not change.
 */
export function smoothThroughTime(blocks: readonly Float64Array[], pulls: readonly Float64Array[]): void {
  const stepCount = blocks.length;
  const coordinates = blocks[0]?.length ?? 0;
  const above = new Float64Array(stepCount);
  const right = new Float64Array(stepCount);
  for (let at = 0; at < coordinates; at++) {
    // `as number`, here and below: all blocks are of one length, pulls half as long.
    let pullBefore = 0;
    for (let step = 0; step < stepCount; step++) {
      const pullAfter = step + 1 < stepCount ? ((pulls[step] as Float64Array)[at >> 1] as number) : 0;
      const place = (blocks[step] as Float64Array)[at] as number;
      const passedOn = step > 0 ? pullBefore * (above[step - 1] as number) : 0;
      const divisor = 1 + pullBefore + pullAfter - passedOn;
      above[step] = pullAfter / divisor;
      right[step] = (place + (step > 0 ? pullBefore * (right[step - 1] as number) : 0)) / divisor;
      pullBefore = pullAfter;
    }
    let later = 0;
    for (let step = stepCount - 1; step >= 0; step--) {
      later = (right[step] as number) + (above[step] as number) * later;
      (blocks[step] as Float64Array)[at] = later;
    }
  }
}
