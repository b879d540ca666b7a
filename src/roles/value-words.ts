/** Puts into words why a game's values are taken for one family of losses. */
import type { Explanation } from "./value-hypotheses.ts";
import type { Check, Seen } from "./value-hypothesis.ts";
import type { GameRows } from "./value-rows.ts";

export function explainInWords(explanation: Explanation, rows: GameRows): string {
  const { checks, hypothesis } = explanation;
  const telling = checks.filter(({ fitting }) => fitting > 0);
  const strongest = ORDER.flatMap((seen) => telling.filter((check) => check.seen === seen));
  const [first] = strongest;
  if (first === undefined) return `the values are those of ${hypothesis.form.id}`;
  const other = strongest.find(({ seen }) => seen === "generator-output" && first.seen === "outputs");
  const said = [first, ...(other === undefined ? [] : [other])].map((check) =>
    WORDS[check.seen](check, explanation, rows),
  );
  return `${said.join(", and ")}, so ${hypothesis.form.id}`;
}

/** From what tells most. */
const ORDER: readonly Seen[] = ["outputs", "sign", "fake-side", "opening", "both-losses", "generator-output"];

type Wording = (check: Check, explanation: Explanation, rows: GameRows) => string;

const WORDS: Readonly<Record<Seen, Wording>> = {
  outputs: (check, explanation, rows) => `${relationToOutputs(explanation)} ${inRows(check, rows)}`,
  "generator-output": (check, { hypothesis, weight }, rows) => {
    const { form, isInverted, outputs } = hypothesis;
    const times = weight === 1 ? "" : `${weight.toPrecision(2)} × `;
    if (form.hasGeneratorLevel || form.isPaired) {
      return `L_G is ${times}what that form gives for ${outputs === "logits" ? "them" : "these probabilities"} ${inRows(check, rows)}`;
    }
    return `L_G ≈ ${isInverted ? "" : "−"}${times}D(fake) ${inRows(check, rows)}`;
  },
  "fake-side": (check, _, rows) =>
    `L_G and the discriminator's loss on generated samples fit one and the same output ${inRows(check, rows)}`,
  sign: ({ fitting, count }) =>
    `L_D is below zero in ${fitting} of ${count} steps, which only a critic's loss can be`,
  opening: (_, explanation, rows) => openingInWords(explanation, rows),
  "both-losses": (check, _, rows) => `L_D and L_G fit one discriminator ${inRows(check, rows)}`,
};

function inRows({ fitting, count }: Check, { stepsInRow }: GameRows): string {
  const rows = stepsInRow === 1 ? "shared steps" : `means of ${stepsInRow} successive steps`;
  return `in ${fitting} of ${count} ${rows}`;
}

function relationToOutputs({ hypothesis }: Explanation): string {
  const { form, factor, isInverted, isMaximised, outputs } = hypothesis;
  const times = factor === 1 ? "" : `${factor} × `;
  if (form.family === "wasserstein") {
    const sign = isInverted === isMaximised ? "−" : "";
    return `L_D ≈ ${sign}${times}(D(real) − D(fake))`;
  }
  const low = isInverted ? ", which are low on real samples," : "";
  return `L_D follows ${times}the loss of the logged ${outputs}${low}`;
}

const SHOWN_DIGITS = 3;

function openingInWords({ hypothesis: { form } }: Explanation, rows: GameRows): string {
  const sides =
    rows.real !== null && rows.fake !== null
      ? (rows.real[0] ?? Number.NaN) + (rows.fake[0] ?? Number.NaN)
      : Number.NaN;
  const discriminator = rows.whole?.[0] ?? sides;
  const generator = rows.generator?.find(Number.isFinite);
  const ofGenerator = generator === undefined ? "" : ` and L_G ≈ ${generator.toPrecision(SHOWN_DIGITS)}`;
  const levels = `L_D ≈ ${discriminator.toPrecision(SHOWN_DIGITS)}${ofGenerator}`;
  return `training opens at ${levels}, as ${form.family} does while outputs are near zero`;
}
