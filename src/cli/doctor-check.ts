/** What the doctor finds: one thing looked at, whether it is well, and how to mend it. */

export interface Check {
  /** Stable name of what was looked at. */
  readonly check: string;
  readonly status: "ok" | "warn" | "fail";
  /** In words, with the numbers. */
  readonly what: string;
  /** What to do about it; null where there is nothing to do. */
  readonly fix: string | null;
  /** Files or series concerned, all of them. */
  readonly places: readonly string[];
}

export interface Remedy {
  readonly fix: string;
  readonly places?: readonly string[];
}

export function ok(check: string, what: string): Check {
  return { check, status: "ok", what, fix: null, places: [] };
}

/** Nashboard works, though not as well as it could, or the log says less than it could. */
export function warn(check: string, what: string, { fix, places = [] }: Remedy): Check {
  return { check, status: "warn", what, fix, places };
}

/** Something that was asked for does not work. */
export function fail(check: string, what: string, { fix, places = [] }: Remedy): Check {
  return { check, status: "fail", what, fix, places };
}

/** "1 file", "2,000 files". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
