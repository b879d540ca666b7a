/** Numbers as people read them, in columns and sentences. */

const SIGNIFICANT_DIGITS = 3;
const TINY = 1e-3;
const HUGE = 1e5;
const THOUSAND = 1000;
const PERCENT = 100;
const BYTES_PER_UNIT = 1024;
const BYTE_UNITS = ["bytes", "KiB", "MiB", "GiB", "TiB"] as const;
const wholes = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const rates = new Intl.NumberFormat("en", { maximumSignificantDigits: SIGNIFICANT_DIGITS });
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });

/** A step or count in full: "12,000". */
export function whole(value: number | string): string {
  const number = Number(value);
  return typeof value === "string" && !Number.isSafeInteger(number) ? value : wholes.format(number);
}

/** A count where room is short: "1.24M". */
export function shortCount(value: number): string {
  return value < THOUSAND ? wholes.format(value) : compact.format(value);
}

/** A measured value to three digits: "0.712", "13.8", "2.1e-5", "NaN". */
export function measured(value: number | string): string {
  const number = Number(value);
  if (!Number.isFinite(number)) return String(value).replace("Infinity", "∞").replace("-", "−");
  const size = Math.abs(number);
  if (size !== 0 && (size < TINY || size >= HUGE)) {
    return number.toExponential(SIGNIFICANT_DIGITS - 2).replaceAll("-", "−");
  }
  const digits = size >= THOUSAND ? 0 : size < 1 ? SIGNIFICANT_DIGITS : SIGNIFICANT_DIGITS - 1;
  return number.toFixed(size >= PERCENT ? Math.min(1, digits) : digits).replace("-", "−");
}

/** A rate to three digits: "14.2", "100", "65". */
export function rate(value: number): string {
  return rates.format(value);
}

/** 0.613 is "61 %". */
export function percent(value: number | string): string {
  const number = Number(value);
  return Number.isFinite(number) ? `${Math.round(number * PERCENT)} %` : measured(value);
}

/** A share above 1 can't be one: it was logged in per cent. */
export function areInPercent(values: readonly (number | string)[]): boolean {
  return values.some((value) => Number(value) > 1);
}

/** 0.613 and, where its siblings are in per cent, 61.3 are both "61 %". */
export function accuracyWords(value: number | string, isInPercent: boolean): string {
  return percent(isInPercent ? Number(value) / PERCENT : value);
}

/** How far from a reference, with its sign: "+0.12", "−0.40". */
export function difference(value: number, reference: number): string {
  const by = Number((value - reference).toFixed(2));
  return `${by < 0 ? "−" : "+"}${Math.abs(by).toFixed(2)}`;
}

export function sizeInBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= BYTES_PER_UNIT && unit + 1 < BYTE_UNITS.length) {
    value /= BYTES_PER_UNIT;
    unit += 1;
  }
  return `${unit === 0 ? whole(value) : value.toFixed(1)} ${BYTE_UNITS[unit]}`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${whole(count)} ${count === 1 ? one : many}`;
}
