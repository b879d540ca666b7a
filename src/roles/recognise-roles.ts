/** Gives every tag of every run its role: each by its name, then all of a run in each other's light. */
import type { RoleOfTag, ScalarColumns, ValueKind } from "../model/index.ts";
import { type Parsed, parseTag } from "./parse-tag.ts";
import { factsOf, type RunFacts } from "./run-facts.ts";
import { answer } from "./siblings.ts";
import { type GivenRole, settledByValues } from "./side-values.ts";

export interface TagOfRun {
  readonly run: string;
  readonly tag: string;
  readonly kind: ValueKind;
}

/** Looks up a scalar series, or null where there is none; asked only where names leave a question to values. */
export type SeriesLookup = (run: string, tag: string) => ScalarColumns | null;

/**
 * One entry a tag, in the order given; the answer for a tag does not depend on that order. A tag whose role
 * is doubtful gets "other" with low confidence and a reason that names the candidates. Never throws.
 * Cost linear in the length of all tags.
 */
export function recogniseRoles(tags: readonly TagOfRun[], series?: SeriesLookup): RoleOfTag[] {
  const sharedGenericTags = tagsSharedByRuns(tags);
  const parsed = tags.map((entry) => ({
    entry,
    parsed: parseTag(nameToRead(entry, sharedGenericTags), entry.kind),
  }));
  const factsByRun = factsOfRuns(parsed, sharedGenericTags);
  const given = parsed.map(({ entry, parsed: one }) => {
    const run = gameRun(entry, sharedGenericTags);
    const facts = factsByRun.get(run);
    const values = () => series?.(entry.run, entry.tag) ?? null;
    const answered = facts === undefined ? undefined : answer(one, facts, values);
    return { run, parsed: one, given: withAnswer(entry, one, answered) };
  });
  return series === undefined ? given.map((tag) => tag.given) : withValues(given, series);
}

function withValues(
  given: readonly (GivenRole & { readonly run: string })[],
  series: SeriesLookup,
): RoleOfTag[] {
  const byRun = new Map<string, GivenRole[]>();
  for (const tag of given) {
    const ofRun = byRun.get(tag.run);
    if (ofRun === undefined) byRun.set(tag.run, [tag]);
    else ofRun.push(tag);
  }
  const settled = new Map<RoleOfTag, RoleOfTag>();
  for (const ofRun of byRun.values()) {
    for (const [from, to] of settledByValues(ofRun, ({ run, tag }) => series(run, tag)))
      settled.set(from, to);
  }
  return given.map((tag) => settled.get(tag.given) ?? tag.given);
}

interface ParsedEntry {
  readonly entry: TagOfRun;
  readonly parsed: Parsed;
}

function factsOfRuns(tags: readonly ParsedEntry[], shared: ReadonlySet<string>): Map<string, RunFacts> {
  const byRun = new Map<string, Parsed[]>();
  for (const { entry, parsed } of tags) {
    const run = gameRun(entry, shared);
    const ofRun = byRun.get(run);
    if (ofRun === undefined) byRun.set(run, [parsed]);
    else ofRun.push(parsed);
  }
  return new Map([...byRun].map(([run, ofRun]) => [run, factsOf(ofRun)]));
}

function withAnswer({ run, tag }: TagOfRun, parsed: Parsed, given: ReturnType<typeof answer>): RoleOfTag {
  const { role, confidence, reason, layer } = parsed;
  if (given === undefined) return { run, tag, role, confidence, reason, layer };
  return {
    run,
    tag,
    role: given.role,
    confidence: given.confidence,
    reason: `${reason} Here: ${given.because}.`,
    layer,
  };
}

/** `SummaryWriter.add_scalars("Loss", {D: …})` writes the tag `Loss` into runs `Loss_D`, `Loss_G`. */
const NAMES_FOLDED_INTO_RUNS: ReadonlySet<string> = new Set([
  "loss",
  "losses",
  "lr",
  "learning_rate",
  "grad",
  "gradient",
  "gradients",
  "grad_norm",
  "score",
  "scores",
  "prob",
  "acc",
  "accuracy",
  "metrics",
]);

function isGeneric(tag: string): boolean {
  return NAMES_FOLDED_INTO_RUNS.has(tag.toLowerCase());
}

function tagsSharedByRuns(tags: readonly TagOfRun[]): ReadonlySet<string> {
  const runsByTag = new Map<string, Set<string>>();
  for (const entry of tags) {
    if (!isGeneric(entry.tag) || !leafOf(entry.run).startsWith(`${entry.tag}_`)) continue;
    const key = keyOf(entry);
    const runs = runsByTag.get(key) ?? new Set();
    runs.add(entry.run);
    runsByTag.set(key, runs);
  }
  return new Set([...runsByTag].filter(([, runs]) => runs.size > 1).map(([key]) => key));
}

function keyOf({ run, tag }: TagOfRun): string {
  return `${parentOf(run)}\n${tag}`;
}

function leafOf(run: string): string {
  return run.slice(run.lastIndexOf("/") + 1);
}

function parentOf(run: string): string {
  return run.slice(0, Math.max(0, run.lastIndexOf("/")));
}

function isFolded(entry: TagOfRun, shared: ReadonlySet<string>): boolean {
  return shared.has(keyOf(entry)) && leafOf(entry.run).startsWith(`${entry.tag}_`);
}

function nameToRead(entry: TagOfRun, shared: ReadonlySet<string>): string {
  return isFolded(entry, shared) ? leafOf(entry.run) : entry.tag;
}

function gameRun(entry: TagOfRun, shared: ReadonlySet<string>): string {
  return isFolded(entry, shared) ? parentOf(entry.run) : entry.run;
}
