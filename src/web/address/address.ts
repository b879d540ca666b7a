/** What the page shows, as its URL query says it: readable, shareable, and the only state worth keeping. */
import { LAYOUT_METHODS, type LayoutMethod } from "../../api/index.ts";
import { AXES, type Axis, MAX_SMOOTHING } from "../../model/index.ts";

export const PAGES = ["runs", "game", "tags", "projection", "compare"] as const;
export type Page = (typeof PAGES)[number];

/** Where a smoothing is asked for without a number, such as by key: TensorBoard's default. */
export const USUAL_SMOOTHING = 0.6;

export const THEME_CHOICES = ["system", "light", "dark"] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

export interface Address {
  /** null: the address names no page; the board opens the runs, or the only run there is. */
  readonly page: Page | null;
  readonly run: string | null;
  /** The runs compared, by name. */
  readonly runs: readonly string[];
  /** Runs compared by the filter that finds them; null: by name. */
  readonly match: string | null;
  /** A place on the axis; null: follow the newest. */
  readonly step: number | null;
  /** Places on the axis; null: the whole run. */
  readonly range: StepRange | null;
  /** What lines are laid out by. */
  readonly axis: Axis;
  /** Weight of the past in smoothed lines; 0: the raw truth. */
  readonly smoothing: number;
  /** How samples are laid out on the page of projections. */
  readonly method: LayoutMethod;
  /** null: as remembered by this browser. */
  readonly theme: ThemeChoice | null;
}

export interface StepRange {
  readonly from: number;
  readonly to: number;
}

export const HOME: Address = {
  page: null,
  run: null,
  runs: [],
  match: null,
  step: null,
  range: null,
  axis: "step",
  smoothing: 0,
  method: "pca",
  theme: null,
};

/** Unknown keys and values that cannot be read are ignored: an old link still opens the board. */
export function parseAddress(query: string): Address {
  const parameters = new URLSearchParams(query);
  const run = parameters.get("run");
  const page = oneOf(PAGES, parameters.get("page"));
  return {
    run,
    page: page ?? (run === null ? null : "game"),
    runs: parameters.getAll("runs"),
    match: parameters.get("match"),
    step: numberIn(parameters.get("step")),
    range: rangeOf(numberIn(parameters.get("from")), numberIn(parameters.get("to"))),
    axis: oneOf(AXES, parameters.get("axis")) ?? "step",
    smoothing: smoothingIn(parameters.get("smoothing")),
    method: oneOf(LAYOUT_METHODS, parameters.get("method")) ?? HOME.method,
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
  for (const one of address.runs) add("runs", one);
  add("match", address.match);
  add("step", address.step);
  add("from", address.range?.from);
  add("to", address.range?.to);
  add("axis", address.axis === "step" ? null : address.axis);
  add("smoothing", address.smoothing === 0 ? null : address.smoothing);
  add("method", address.method === HOME.method ? null : address.method);
  add("theme", address.theme);
  return `?${parts.join("&")}`;
}

function rangeOf(from: number | null, to: number | null): StepRange | null {
  return from !== null && to !== null && to > from ? { from, to } : null;
}

function smoothingIn(text: string | null): number {
  return Math.min(MAX_SMOOTHING, Math.max(0, numberIn(text) ?? 0));
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
