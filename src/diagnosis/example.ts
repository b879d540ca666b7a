/** Series for the examples of rules and for tests, written as they would be told: one value a probe. */

export function steady(value: number, count: number): number[] {
  return Array.from({ length: count }, () => value);
}

/** Evenly from the first value to the last. */
export function ramp(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => from + ((to - from) * at) / Math.max(1, count - 1));
}

/** A constant factor from probe to probe. */
export function growing(from: number, factor: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => from * factor ** at);
}

/** A cycle of `period` probes around a level; `phase` in turns. */
export function cycling(
  { level, height, period }: { level: number; height: number; period: number },
  count: number,
  phase = 0,
): number[] {
  return Array.from(
    { length: count },
    (_, at) => level + height * Math.sin(2 * Math.PI * (at / period + phase)),
  );
}
