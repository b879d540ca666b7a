/** A rule's number with its unit and its reason, so that a user who changes it knows what it stands for. */

export interface Threshold {
  readonly value: number;
  readonly unit: string;
  readonly because: string;
}

export function threshold(value: number, unit: string, because: string): Threshold {
  return { value, unit, because };
}

export type Thresholds = Readonly<Record<string, Threshold>>;
/** The bare numbers, as `measure` and `judge` take them. */
export type ThresholdValues<T extends Thresholds> = { readonly [Name in keyof T]: number };
