/** Where an axis puts its ticks: round numbers that a reader can count in. */

const NICE_STEPS = [1, 2, 2.5, 5, 10];

/** The step of 1, 2, 2.5, 5 × 10^k that comes nearest, by ratio, to cutting `span` into `count` parts. */
export function niceStep(span: number, count: number): number {
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const distance = (step: number) => Math.abs(Math.log((step * power) / rough));
  const nearest = NICE_STEPS.reduce((best, step) => (distance(step) < distance(best) ? step : best));
  return nearest * power;
}

/** Relative: keeps a tick that rounding put just outside. */
const TOLERANCE = 1e-9;

/** Multiples of a nice step inside [low, high], about `count` of them; one value when the ends are equal. */
export function linearTicks(low: number, high: number, count: number): number[] {
  if (!(high > low)) return [low];
  return multiplesOf(niceStep(high - low, count), low, high);
}

function multiplesOf(step: number, low: number, high: number): number[] {
  const ticks: number[] = [];
  const last = Math.floor(high / step + TOLERANCE);
  for (let k = Math.ceil(low / step - TOLERANCE); k <= last; k++) ticks.push(cleaned(k * step));
  return ticks;
}

/** Ticks at whole steps only: there is no step 2.5. */
export function stepTicks(from: number, to: number, count: number): number[] {
  if (!(to > from)) return [from];
  const step = Math.max(1, niceStep(to - from, count));
  const whole = Number.isInteger(step) ? step : step * 2;
  return multiplesOf(whole, from, to);
}

/** Finer and finer multiples of a power of ten, each round to the eye on a logarithmic axis. */
const LOG_FACTORS = [[1], [1, 3], [1, 2, 5], [1, 2, 3, 5, 7]] as const;

/** Powers of ten inside [low, high], every second or third when many, with multiples between when few. */
export function logTicks(low: number, high: number, count: number): number[] {
  const decades = Math.log10(high / low);
  const stride = Math.max(1, Math.ceil(decades / Math.max(1, count)));
  const affordable = LOG_FACTORS.filter((factors) => factors.length * decades <= count);
  for (const factors of [affordable.at(-1) ?? LOG_FACTORS[0], LOG_FACTORS[3]]) {
    const ticks = powerTicks(low, high, { stride, factors });
    if (ticks.length > 1) return ticks;
  }
  return linearTicks(low, high, count);
}

function powerTicks(
  low: number,
  high: number,
  { stride, factors }: { stride: number; factors: readonly number[] },
): number[] {
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); 10 ** power <= high * (1 + TOLERANCE); power++) {
    if (power % stride !== 0) continue;
    for (const factor of factors) {
      const tick = cleaned(factor * 10 ** power);
      if (tick >= low * (1 - TOLERANCE) && tick <= high * (1 + TOLERANCE)) ticks.push(tick);
    }
  }
  return ticks;
}

/** 0 and ±{1, 3} × 10^k: what an asinh axis shows evenly. */
export function asinhTicks(low: number, high: number, smallest: number): number[] {
  const ticks = low <= 0 && high >= 0 ? [0] : [];
  const limit = Math.max(Math.abs(low), Math.abs(high));
  for (let power = Math.floor(Math.log10(smallest)); 10 ** power <= limit; power++) {
    for (const factor of [1, 3]) {
      const tick = cleaned(factor * 10 ** power);
      if (tick < smallest * (1 - TOLERANCE)) continue;
      for (const signed of [-tick, tick]) if (signed >= low && signed <= high) ticks.push(signed);
    }
  }
  return ticks.sort((a, b) => a - b);
}

/** The ticks that keep `gap` pixels between them; 0 goes first, then powers of ten, then the rest. */
export function spacedTicks(ticks: readonly number[], at: (tick: number) => number, gap: number): number[] {
  const rank = (tick: number) => (tick === 0 ? 0 : Number.isInteger(Math.log10(Math.abs(tick))) ? 1 : 2);
  const kept: number[] = [];
  for (const tick of [...ticks].sort((a, b) => rank(a) - rank(b))) {
    if (kept.every((other) => Math.abs(at(other) - at(tick)) >= gap)) kept.push(tick);
  }
  return kept.sort((a, b) => a - b);
}

/** Rids a product such as 3 × 0.1 of its last binary digits. */
function cleaned(value: number): number {
  return Number(value.toPrecision(12));
}
