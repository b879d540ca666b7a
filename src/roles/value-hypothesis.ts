/** A way that the losses of a game may have been written, and what holding it against the log says. */
import type { LossForm } from "./value-forms.ts";
import { type GameRows, median } from "./value-rows.ts";

/** A way that the losses of a game may have been written. */
export interface Hypothesis {
  readonly form: LossForm;
  /** The discriminator's loss is this times both sides of one discriminator added up. */
  readonly factor: number;
  /** Outputs are low on real samples. */
  readonly isInverted: boolean;
  /** The discriminator's loss is logged with the sign that it is maximised with. */
  readonly isMaximised: boolean;
  readonly outputs: "logits" | "probabilities";
}

export type Seen = "opening" | "outputs" | "generator-output" | "fake-side" | "both-losses" | "sign";

export interface Check {
  readonly seen: Seen;
  /** 0: fits; 1: as far off as a true form was ever seen. */
  readonly misfit: number;
  /** Rows that were compared, and those of them that fit. */
  readonly count: number;
  readonly fitting: number;
}

export function checkOf(seen: Seen, misfits: readonly number[]): Check {
  const fitting = misfits.filter((misfit) => misfit <= 1).length;
  return { seen, misfit: median(misfits), count: misfits.length, fitting };
}

/** Values of one game in which all hypotheses are tried; the sides count as the discriminator's loss where logged. */
export interface Tried {
  readonly rows: GameRows;
  readonly loss: Float64Array | null;
}

export function triedOf(rows: GameRows): Tried {
  const { real, fake, whole } = rows;
  return { rows, loss: real !== null && fake !== null ? added(real, fake) : whole };
}

function added(left: Float64Array, right: Float64Array): Float64Array {
  return left.map((value, row) => value + (right[row] ?? Number.NaN));
}

/** The outputs of a row with high ones meaning real; differences for paired forms. NaN where they are not logged. */
export function outputsAt(
  { rows: { realOutput, fakeOutput } }: Tried,
  { form, isInverted, outputs }: Hypothesis,
  row: number,
): { readonly real: number; readonly fake: number } {
  const read = (column: Float64Array | null) => {
    const value = column?.[row] ?? Number.NaN;
    const output = outputs === "probabilities" ? logitOf(value) : value;
    return isInverted ? form.mirror(output) : output;
  };
  const [real, fake] = [read(realOutput), read(fakeOutput)];
  return form.isPaired ? { real: real - fake, fake: fake - real } : { real, fake };
}

/** Beyond them a float32 probability is 0 or 1. */
const LARGEST_LOGIT = 16;

function logitOf(probability: number): number {
  const logit = Math.log(probability) - Math.log1p(-probability);
  return Math.max(-LARGEST_LOGIT, Math.min(LARGEST_LOGIT, logit));
}

/** Size of a loss below which differences mean little: that at chance, or a critic's usual one. */
export function levelOf({ loss }: Tried, { form, factor }: Hypothesis): number {
  const level = form.real(form.undecided) + form.fake(form.undecided);
  return level > 0 ? factor * level : median([...(loss ?? [])].map(Math.abs));
}
