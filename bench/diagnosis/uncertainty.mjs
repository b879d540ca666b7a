/** How far figures of so few events and runs can be trusted. */

const RESAMPLES = 500;
const SEED = 1;
/** Two-sided 95 %. */
const NORMAL_QUANTILE = 1.96;

/**
 * 95 % intervals of precision and recall: the runs are drawn anew, each with its labels and alarms, since what happens
 * in one run belongs together. Never narrower than Wilson's for as many events: five of five is no certainty.
 */
export function withUncertainty(runs, alarmsByRun, score) {
  const scored = score(runs, alarmsByRun);
  const judged = ({ alarms, unjudged }) => alarms - unjudged;
  const ofRuns = runs.map((run) => score([run], alarmsByRun));
  const random = mulberry32(SEED);
  const samples = Array.from({ length: RESAMPLES }, () =>
    runs.map(() => ofRuns[Math.floor(random() * runs.length)]),
  );
  const interval = (key, countOf) => {
    const drawn = samples.map((sample) => pooled(sample, key, countOf)).filter((value) => value !== null);
    const [low, high] = wilsonInterval(scored[key], countOf(scored));
    return [Math.min(low, quantile(drawn, 0.025) ?? low), Math.max(high, quantile(drawn, 0.975) ?? high)];
  };
  return {
    ...scored,
    recallInterval: interval("recall", ({ events }) => events),
    precisionInterval: interval("precision", judged),
  };
}

/** A share of all events or alarms from the shares of single runs; null where there is none. */
function pooled(sample, key, countOf) {
  let [sum, count] = [0, 0];
  for (const one of sample) {
    sum += (one[key] ?? 0) * countOf(one);
    count += countOf(one);
  }
  return count === 0 ? null : sum / count;
}

/** Wilson 1927, equation 4; a half credit counts as half an event. */
function wilsonInterval(share, count) {
  if (count === 0) return [0, 1];
  const squared = NORMAL_QUANTILE ** 2;
  const middle = share + squared / (2 * count);
  const reach = NORMAL_QUANTILE * Math.sqrt((share * (1 - share)) / count + squared / (4 * count ** 2));
  return [Math.max(0, middle - reach), Math.min(1 + squared / count, middle + reach)].map(
    (bound) => bound / (1 + squared / count),
  );
}

/** 95 %, Byar's approximation (Breslow & Day 1987, p. 69); within 2 % of the exact one from count 1 on. */
export function poissonInterval(count) {
  const bound = (at, z) => at * (1 - 1 / (9 * at) + z / (3 * Math.sqrt(at))) ** 3;
  return [count === 0 ? 0 : bound(count, -NORMAL_QUANTILE), bound(count + 1, NORMAL_QUANTILE)];
}

function mulberry32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function mean(values) {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function quantile(values, share) {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
