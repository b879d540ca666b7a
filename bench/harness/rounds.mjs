/** Interleaved rounds: whatever the machine does meanwhile happens to every contender. */
import { stderr } from "node:process";

/**
 * Each contender is `{case, contender, measure}`, `measure` an async function that starts a fresh process and
 * resolves to figures `{name: number}`; with `isMeasuredOnce` the first round is enough. Returns the contenders with the median and all raw figures.
 */
export async function measureInRounds(contenders, rounds) {
  const measured = contenders.map(({ case: name, contender }) => ({ case: name, contender, figures: {} }));
  for (let round = 0; round < rounds; round++) {
    // Each round starts with another contender, so that none always runs on a machine that is already warm.
    for (let i = 0; i < contenders.length; i++) {
      const index = (round + i) % contenders.length;
      if (round > 0 && contenders[index].isMeasuredOnce) continue;
      const figures = await contenders[index].measure();
      keep(measured[index].figures, figures);
      const said = Object.entries(figures).map(([name, value]) => `${name} ${rounded(value)}`);
      stderr.write(
        `round ${round + 1}: ${measured[index].case}, ${measured[index].contender}: ${said.join(", ")}\n`,
      );
    }
  }
  return measured;
}

function keep(known, figures) {
  for (const [name, value] of Object.entries(figures)) {
    const raw = [...(known[name]?.raw ?? []), rounded(value)];
    known[name] = { median: medianOf(raw), raw };
  }
}

/** NaN of nothing. */
export function medianOf(values) {
  return quantileOf(values, 1 / 2);
}

/** By linear interpolation between the two nearest. */
export function quantileOf(values, share) {
  const sorted = values.toSorted((left, right) => left - right);
  const at = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN];
  return below + (above - below) * (at - Math.floor(at));
}

const SIGNIFICANT_DIGITS = 4;

export function rounded(value) {
  return Math.abs(value) >= 10 ** SIGNIFICANT_DIGITS
    ? Math.round(value)
    : Number(value.toPrecision(SIGNIFICANT_DIGITS));
}
