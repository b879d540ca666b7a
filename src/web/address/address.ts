/** What the page shows, as its URL query says it: readable, shareable, and the only state worth keeping. */

export const PAGES = ["runs", "game", "tags"] as const;
export type Page = (typeof PAGES)[number];

export const THEME_CHOICES = ["system", "light", "dark"] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

export interface Address {
  /** null: the address names no page; the board opens the runs, or the only run there is. */
  readonly page: Page | null;
  readonly run: string | null;
  /** null: follow the newest step. */
  readonly step: number | null;
  /** null: the whole run. */
  readonly range: StepRange | null;
  /** null: as remembered by this browser. */
  readonly theme: ThemeChoice | null;
}

export interface StepRange {
  readonly from: number;
  readonly to: number;
}

export const HOME: Address = { page: null, run: null, step: null, range: null, theme: null };

/** Unknown keys and values that cannot be read are ignored: an old link still opens the board. */
export function parseAddress(query: string): Address {
  const parameters = new URLSearchParams(query);
  const run = parameters.get("run");
  const page = oneOf(PAGES, parameters.get("page"));
  return {
    run,
    page: page ?? (run === null ? null : "game"),
    step: numberIn(parameters.get("step")),
    range: rangeOf(numberIn(parameters.get("from")), numberIn(parameters.get("to"))),
    theme: oneOf(THEME_CHOICES, parameters.get("theme")),
  };
}

/** The query of an address, with its `?`; what `parseAddress` reads back. */
export function formatAddress(address: Address): string {
  const parts: string[] = [];
  const add = (name: string, value: string | number | null | undefined) => {
    if (value !== null && value !== undefined) parts.push(`${name}=${readable(String(value))}`);
  };
  add("run", address.run);
  add("page", address.page);
  add("step", address.step);
  add("from", address.range?.from);
  add("to", address.range?.to);
  add("theme", address.theme);
  return `?${parts.join("&")}`;
}

function rangeOf(from: number | null, to: number | null): StepRange | null {
  return from !== null && to !== null && to > from ? { from, to } : null;
}

function numberIn(text: string | null): number | null {
  if (text === null || text.trim() === "") return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

function oneOf<T extends string>(choices: readonly T[], text: string | null): T | null {
  return choices.find((choice) => choice === text) ?? null;
}

/** Slashes, colons and commas may stand in a query as they are, and run names are full of them. */
function readable(text: string): string {
  return encodeURIComponent(text).replace(/%2F/g, "/").replace(/%3A/g, ":").replace(/%2C/g, ",");
}
