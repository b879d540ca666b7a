/** How numbers are written on the page, so that a value reads the same wherever it stands. */

const MINUS = "−";
const NARROW_SPACE = "\u202f";
const THOUSANDS = /\B(?=(\d{3})+$)/g;
/** Beyond these a plain decimal is harder to read than a power of ten. */
const SCIENTIFIC_FROM = 1e5;
const SCIENTIFIC_BELOW = 1e-3;
const SIGNIFICANT_DIGITS = 4;

/** A whole number with separators: 12,400. */
export function formatCount(count: number): string {
  const digits = Math.abs(Math.round(count)).toString();
  return signed(count, digits.replace(THOUSANDS, ","));
}

/** A step, exact: 12,400. */
export function formatStep(step: number): string {
  return formatCount(step);
}

const STEP_UNITS = [
  { size: 1e9, name: "G" },
  { size: 1e6, name: "M" },
  { size: 1e3, name: "k" },
] as const;

/** A step on an axis: 800, 12.4k, 1.25M; exact whenever three decimals of the unit are enough. */
export function formatStepShort(step: number): string {
  for (const { size, name } of STEP_UNITS) {
    if (Math.abs(step) >= size) return signed(step, trimmed((Math.abs(step) / size).toFixed(3)) + name);
  }
  return signed(step, trimmed(Math.abs(step).toFixed(3)));
}

/** A measured value with up to four significant digits: 0.7132, 12.4, −3.1e−7; NaN and infinities in words. */
export function formatValue(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Infinity" : `${MINUS}Infinity`;
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size >= SCIENTIFIC_FROM || size < SCIENTIFIC_BELOW) return scientific(value, SIGNIFICANT_DIGITS - 2);
  return signed(value, String(Number(size.toPrecision(SIGNIFICANT_DIGITS))));
}

/** 0.614 → 61.4 %. */
export function formatPercent(share: number): string {
  if (!Number.isFinite(share)) return formatValue(share);
  const percent = share * 100;
  return `${signed(percent, trimmed(Math.abs(percent).toFixed(1)))}${NARROW_SPACE}%`;
}

/** A value in its unit's own way; only "%" differs. */
export function formatInUnit(value: number, unit: string): string {
  return unit === "%" ? formatPercent(value) : formatValue(value);
}

/** Tick labels of an axis that is not even, each with the digits it needs: −10, 0, 0.3. */
export function formatUnevenTick(tick: number): string {
  return formatValue(Number(tick.toPrecision(2)));
}

/** Tick labels with as many decimals as the distance between ticks needs, and no more. */
export function formatTicks(ticks: readonly number[], unit = ""): string[] {
  if (unit === "%") return ticks.map(formatPercent);
  const largest = Math.max(0, ...ticks.map(Math.abs));
  const gap = ticks.length > 1 ? Math.abs((ticks[1] ?? 0) - (ticks[0] ?? 0)) : largest;
  if (largest >= SCIENTIFIC_FROM || (largest > 0 && largest < SCIENTIFIC_BELOW)) {
    const digits = gap > 0 ? Math.max(0, Math.ceil(Math.log10(largest / gap))) : 0;
    return ticks.map((tick) => (tick === 0 ? "0" : scientific(tick, digits)));
  }
  const decimals = gap > 0 ? Math.max(0, -Math.floor(Math.log10(gap) + ROUNDING)) : 0;
  const needsMore = ticks.some((tick) => Math.abs(Number(tick.toFixed(decimals)) - tick) > gap / 100);
  return ticks.map((tick) => signed(tick, Math.abs(tick).toFixed(needsMore ? decimals + 1 : decimals)));
}

/** log10 of an exact power of ten may come out a hair below the whole number. */
const ROUNDING = 1e-9;

function scientific(value: number, digits: number): string {
  const [mantissa = "0", exponent = "0"] = Math.abs(value).toExponential(digits).split("e");
  const power = Number(exponent);
  return signed(value, `${trimmed(mantissa)}e${power < 0 ? MINUS : ""}${Math.abs(power)}`);
}

function trimmed(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
}

function signed(value: number, digits: string): string {
  return value < 0 && /[1-9]/.test(digits) ? MINUS + digits : digits;
}
