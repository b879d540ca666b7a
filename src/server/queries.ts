/** Parses request queries once, at the door. */
import { z } from "zod";
import { LAYOUT_METHODS, parseKnownRows } from "../api/index.ts";
import { AXES, ExplainedError, MAX_SMOOTHING } from "../model/index.ts";

const MAX_BUCKETS = 20_000;
const MAX_HISTOGRAM_COLUMNS = 2_000;
const MAX_BINS = 512;
/** Series in one answer: enough for 500 runs of a few tags, small enough to stay in memory. */
const MAX_SERIES_NAMES = 5_000;
const MAX_IMAGES = 4_096;
/** Seeds are 32-bit. */
const MAX_SEED = 2 ** 32 - 1;

const text = z.string();
const oneText = z
  .array(text)
  .length(1)
  .transform((values) => values[0] ?? "");
const count = (top: number, fallback: number) =>
  optionalNumber(z.int().min(1).max(top)).transform((value) => value ?? fallback);
const step = optionalNumber(z.number());
const index = requiredNumber(z.int().min(0));

function optionalNumber(inner: z.ZodType<number, number>) {
  return z
    .array(z.coerce.number().pipe(inner))
    .max(1)
    .optional()
    .transform((values) => values?.[0]);
}

function requiredNumber(inner: z.ZodType<number, number>) {
  return z
    .array(z.coerce.number().pipe(inner))
    .length(1)
    .transform((values) => values[0] ?? 0);
}

const entryList = oneText
  .transform((list) => list.split(",").map(Number))
  .pipe(z.array(z.int().min(0)).min(1).max(MAX_IMAGES));

const runOnly = z.object({ run: oneText });
const runList = z.object({ run: z.array(text).min(1).max(MAX_SERIES_NAMES) });
const runAndTag = z.object({ run: oneText, tag: oneText });
const series = z.object({
  run: z.array(text).min(1).max(MAX_SERIES_NAMES),
  tag: z.array(text).min(1).max(MAX_SERIES_NAMES),
  from: step,
  to: step,
  buckets: count(MAX_BUCKETS, 1_000),
  axis: z
    .array(z.enum(AXES))
    .max(1)
    .optional()
    .transform((values) => values?.[0] ?? "step"),
  times: z
    .array(z.enum(["all", "none"]))
    .max(1)
    .optional()
    .transform((values) => values?.[0] ?? "all"),
  since: z
    .array(text.transform((known) => parseKnownRows(known)))
    .optional()
    .transform((known) => known ?? []),
  mark: z
    .array(text)
    .max(1)
    .optional()
    .transform((values) => values?.[0]),
  smoothing: optionalNumber(z.number().min(0).max(MAX_SMOOTHING)).transform((value) => value ?? 0),
  format: z
    .array(z.enum(["json", "binary"]))
    .max(1)
    .optional()
    .transform((values) => values?.[0] ?? "binary"),
});
const histograms = runAndTag.extend({
  from: step,
  to: step,
  columns: count(MAX_HISTOGRAM_COLUMNS, 300),
  bins: count(MAX_BINS, 80),
});
const images = runAndTag.extend({ entries: entryList, first: index, count: count(MAX_IMAGES, 1) });
const entry = runAndTag.extend({
  entry: index,
  index: optionalNumber(z.int().min(0)).transform((value) => value ?? 0),
});

const projection = z.object({
  run: oneText,
  real: oneText,
  generated: oneText,
  method: z
    .array(z.enum(LAYOUT_METHODS))
    .length(1)
    .transform((values) => values[0] ?? "pca"),
  seed: optionalNumber(z.int().min(0).max(MAX_SEED)).transform((value) => value ?? 0),
  perplexity: optionalNumber(z.number().min(1)),
  neighbours: optionalNumber(z.int().min(2)),
});

export const QUERIES = { runOnly, runList, runAndTag, series, histograms, images, entry, projection };

export type SeriesAsk = z.output<typeof series>;

/** Throws BAD_REQUEST naming the first parameter that does not fit. */
export function parseQuery<T>(schema: z.ZodType<T>, url: string): T {
  const given: Record<string, string[]> = {};
  for (const [name, value] of new URL(url).searchParams) {
    given[name] = [...(given[name] ?? []), value];
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ExplainedError({
    code: "BAD_REQUEST",
    what: `Query parameter “${String(issue?.path[0] ?? "?")}”: ${issue?.message ?? "not understood"}.`,
    why: "The request can't be answered without it.",
    fix: "See docs/http.md for the parameters of each route.",
    where: new URL(url).pathname,
  });
}
