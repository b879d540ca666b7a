/** How a derived series says what it is made of, so that whoever writes and reads those words agrees. */

export interface DerivedProvenance {
  /** How the number is computed, and what it is where nothing is to be seen. */
  readonly formula: string;
  /** "" where it has none. */
  readonly unit: string;
  /** The tags it is computed from. */
  readonly inputs: readonly string[];
}

/** `half the summed difference of the two histograms (probability). From logits/real, logits/fake.` */
export function derivedDescription({ formula, unit, inputs }: DerivedProvenance): string {
  return `${formula}${unit === "" ? "" : ` (${unit})`}. From ${inputs.join(", ")}.`;
}

const FORM = /^(.*)\. From (.*)\.$/s;
const WITH_UNIT = /^(.*) \(([^()]*)\)$/s;

/** Null for other words. A formula without unit must not end in brackets. */
export function parseDerivedDescription(description: string): DerivedProvenance | null {
  const [, made, inputs] = FORM.exec(description) ?? [];
  if (made === undefined || inputs === undefined) return null;
  const [, formula = made, unit = ""] = WITH_UNIT.exec(made) ?? [];
  return { formula, unit, inputs: inputs.split(", ") };
}
