/** Where an axis puts its ticks: round numbers that a reader can count in. */

const NICE_STEPS = [1, 2, 2.5, 5, 10];

/** The smallest of 1, 2, 2.5, 5 × 10^k that cuts `span` into at most `count` parts. */
export function niceStep(span: number, count: number): number {
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const nice = NICE_STEPS.find((step) => step * power >= rough * (1 - TOLERANCE)) ?? 10;
  return nice * power;
}

/** Relative: keeps a tick that rounding put just outside. */
const TOLERANCE = 1e-9;

/** Multiples of a nice step inside [low, high], about `count` of them; one value when the ends are equal. */
export function linearTicks(low: number, high: number, count: number): number[] {
  if (!(high > low)) return [low];
  const step = niceStep(high - low, count);
  const ticks: number[] = [];
  const last = Math.floor(high / step + TOLERANCE);
  for (let k = Math.ceil(low / step - TOLERANCE); k <= last; k++) ticks.push(cleaned(k * step));
  return ticks;
}

/** Ticks at whole steps only: there is no step 2.5. */
export function stepTicks(from: number, to: number, count: number): number[] {
  if (to - from < 1) return [from];
  return linearTicks(from, to, Math.min(count, to - from)).filter(Number.isInteger);
}

/** Powers of ten inside [low, high]; with 2 and 5 between them while those are few. `low` must be positive. */
export function logTicks(low: number, high: number, count: number): number[] {
  const from = Math.floor(Math.log10(low));
  const to = Math.ceil(Math.log10(high));
  const stride = Math.max(1, Math.ceil((to - from) / Math.max(1, count)));
  const factors = (to - from) * 3 <= count ? [1, 2, 5] : [1];
  const ticks: number[] = [];
  for (let power = from; power <= to; power++) {
    if (power % stride !== 0) continue;
    for (const factor of factors) ticks.push(cleaned(factor * 10 ** power));
  }
  const inside = ticks.filter((tick) => tick >= low * (1 - TOLERANCE) && tick <= high * (1 + TOLERANCE));
  return inside.length > 1 ? inside : linearTicks(low, high, count);
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

/** Rids a product such as 3 × 0.1 of its last binary digits. */
function cleaned(value: number): number {
  return Number(value.toPrecision(12));
}
