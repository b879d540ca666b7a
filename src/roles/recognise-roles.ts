/** Gives every tag of every run its role: each by its name, then all of a run in each other's light. */
import type { RoleOfTag, ScalarColumns } from "../model/index.ts";
import { type Parsed, parseTag } from "./parse-tag.ts";
import type { RunWords } from "./reading.ts";
import { namesOf, type TagOfRun } from "./run-names.ts";
import { wordsOfRun } from "./run-words.ts";
import { type SiblingFacts, siblingFactsOf } from "./sibling-facts.ts";
import { answer } from "./siblings.ts";
import { type GivenRole, settledByValues } from "./side-values.ts";

/** Looks up a scalar series, or null where there is none; asked only where names leave a question to values. */
export type SeriesLookup = (run: string, tag: string) => ScalarColumns | null;

/**
 * One entry a tag, in the order given; the answer for a tag does not depend on that order. A tag whose role
 * is doubtful gets "other" with low confidence and a reason that names the candidates. Never throws.
 * Cost linear in the length of all tags.
 */
export function recogniseRoles(tags: readonly TagOfRun[], series?: SeriesLookup): RoleOfTag[] {
  const parsed = parsedInTheirRuns(tags);
  const factsByRun = factsOfRuns(parsed);
  const given = parsed.map(({ entry, run, parsed: one }) => {
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
  const settled = new Map<RoleOfTag, RoleOfTag>();
  for (const ofRun of groupedByRun(given).values()) {
    for (const [from, to] of settledByValues(ofRun, ({ run, tag }) => series(run, tag)))
      settled.set(from, to);
  }
  return given.map((tag) => settled.get(tag.given) ?? tag.given);
}

/** Reads each tag by itself, then again those whose words the tags beside them explain. */
function parsedInTheirRuns(tags: readonly TagOfRun[]): ParsedEntry[] {
  const named = namesOf(tags);
  const parsed = tags.map((entry, i): ParsedEntry => {
    const { name, run } = named[i] ?? { name: entry.tag, run: entry.run };
    return { entry, name, run, parsed: parseTag(name, entry.kind) };
  });
  const wordsByRun = new Map<string, RunWords>();
  for (const [run, ofRun] of groupedByRun(parsed)) {
    wordsByRun.set(run, wordsOfRun(ofRun.map(({ parsed: { reading } }) => reading)));
  }
  return parsed.map((one) => {
    const words = wordsByRun.get(one.run);
    if (words === undefined || !one.parsed.reading.words.some(({ text }) => words.has(text))) return one;
    return { ...one, parsed: parseTag(one.name, one.entry.kind, words) };
  });
}

interface ParsedEntry {
  readonly entry: TagOfRun;
  readonly name: string;
  readonly run: string;
  readonly parsed: Parsed;
}

function groupedByRun<Tag extends { readonly run: string }>(tags: readonly Tag[]): Map<string, Tag[]> {
  const byRun = new Map<string, Tag[]>();
  for (const tag of tags) {
    const ofRun = byRun.get(tag.run);
    if (ofRun === undefined) byRun.set(tag.run, [tag]);
    else ofRun.push(tag);
  }
  return byRun;
}

function factsOfRuns(tags: readonly ParsedEntry[]): Map<string, SiblingFacts> {
  const entries = [...groupedByRun(tags)];
  return new Map(entries.map(([run, ofRun]) => [run, siblingFactsOf(ofRun.map(({ parsed }) => parsed))]));
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
