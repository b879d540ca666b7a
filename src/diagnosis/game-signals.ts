/** Finds, among the tags of one game, the series that each signal is read from. */
import { derivedTag, parseDerivedTag, type Role, sumOfTags } from "../model/index.ts";
import type { Signal, SignalSource } from "./signal.ts";
import { SIGNALS, type SignalId } from "./signals.ts";

/** A scalar tag of a game, with the role it was given. */
export interface TagOfGame {
  readonly tag: string;
  readonly role: Role;
  /** "" where the role is not layer-wise. */
  readonly layer: string;
}

export interface SignalTag {
  readonly signal: SignalId;
  /** As findings name it: `D_real + D_fake` where two are added up. */
  readonly tag: string;
  /** What is added up, step by step, to give the signal; the one tag itself for most. */
  readonly addends: readonly string[];
  readonly layer: string;
  /** How the tag's numbers become the signal's, see `inSignalUnits`. */
  readonly as: "value" | "share" | "sign" | "opposite-sign";
}

/** Per signal the tags of its first source that has any: one tag, or one a layer in the order given. */
export function signalTagsOf(tags: readonly TagOfGame[]): SignalTag[] {
  return Object.entries(SIGNALS).flatMap(([id, signal]: [string, Signal]) => {
    for (const source of signal.sources) {
      const found = foundIn(source, tags, signal);
      if (found.length === 0) continue;
      const as = unitsOf(source);
      // Object.entries forgets that the keys of SIGNALS are signal ids.
      const name = id as SignalId;
      const used = signal.isLayered === true ? found : withAveragesLast(found).slice(0, 1);
      const layerOf = ({ tag, layer }: TagOfGame) => (layer === "" ? lastSegmentOf(tag) : layer);
      return used.map((one) => ({
        signal: name,
        tag: one.tag,
        addends: one.addends ?? [one.tag],
        layer: signal.isLayered === true ? layerOf(one) : one.layer,
        as,
      }));
    }
    return [];
  });
}

/** Tags that a source names, or one in place of those that are added up. */
type Found = TagOfGame & { readonly addends?: readonly string[] };

function foundIn(source: SignalSource, tags: readonly TagOfGame[], signal: Signal): readonly Found[] {
  if ("chanceOf" in source) return chancesOf(source.chanceOf, tags);
  if ("sumOf" in source) return sumsOf(source.sumOf, tags);
  return tags.filter((tag) => isOf(tag, source, signal));
}

/** The one sum, where the game has exactly one tag of each role: of several scales no sum is the whole. */
function sumsOf(roles: readonly Role[], tags: readonly TagOfGame[]): readonly Found[] {
  const ofRoles = roles.map((wanted) => tags.filter(({ role, layer }) => role === wanted && layer === ""));
  if (ofRoles.some(({ length }) => length !== 1)) return [];
  const [first, ...others] = ofRoles.flat();
  if (first === undefined) return [];
  const addends = [first, ...others].map(({ tag }) => tag);
  return [{ ...first, tag: sumOfTags(addends), addends }];
}

/** The discriminator is right about generated samples where its output's sign is negative. */
function unitsOf(source: SignalSource): SignalTag["as"] {
  if (!("role" in source)) return "value";
  return source.as === "sign" && source.role === "d.sign.fake" ? "opposite-sign" : (source.as ?? "value");
}

/** The chance level beside what the signal is read from; a number that was logged has none. */
function chancesOf(signal: string, tags: readonly TagOfGame[]): readonly TagOfGame[] {
  const { sources = [] }: Partial<Signal> = Object.entries(SIGNALS).find(([id]) => id === signal)?.[1] ?? {};
  const used = sources.map((source) => foundIn(source, tags, { sources, unit: "", logThis: "" })[0]);
  const derived = parseDerivedTag(used.find((tag) => tag !== undefined)?.tag ?? "");
  if (derived === null) return [];
  const wanted = derivedTag({ ...derived, part: "chance" });
  return tags.filter(({ tag }) => tag === wanted);
}

type SourceOfOne = Exclude<SignalSource, { readonly chanceOf: string } | { readonly sumOf: readonly Role[] }>;

function isOf({ tag, role, layer }: TagOfGame, source: SourceOfOne, signal: Signal): boolean {
  if ("tag" in source) return role === "instrument" && tag === source.tag;
  if ("metric" in source) {
    const derived = parseDerivedTag(tag);
    return derived !== null && derived.part === "value" && isMetric(derived.metric, source.metric);
  }
  if (source.of === "average" && !isOfAverage(tag)) return false;
  return role === source.role && (layer !== "") === (signal.isLayered === true);
}

function withAveragesLast(tags: readonly Found[]): readonly Found[] {
  const isLast = ({ tag }: Found) => Number(isOfAverage(tag));
  return tags.toSorted((one, other) => isLast(one) - isLast(other));
}

/** `ema`, `avg` or `average` as a word of its own. */
const AVERAGE = /(^|[^a-z])(ema|avg|averaged?|swa)([^a-z]|$)/i;

/** Whether a tag is named for a moving average of weights. */
function isOfAverage(tag: string): boolean {
  return AVERAGE.test(tag);
}

/** Where the layer stands in the name of a metric that is derived of each. */
function lastSegmentOf(tag: string): string {
  return parseDerivedTag(tag)?.metric.split("/").at(-1) ?? "";
}

const ANY_SEGMENT = "*";

/** `wanted` may say `*` for one segment of the name: an encoder, say. */
function isMetric(metric: string, wanted: string): boolean {
  const [segments, wantedSegments] = [metric.split("/"), wanted.split("/")];
  return (
    segments.length === wantedSegments.length &&
    wantedSegments.every((segment, place) => segment === ANY_SEGMENT || segment === segments[place])
  );
}

/** Values beyond this are percents, not shares: no share exceeds 1. */
const LARGEST_SHARE = 1;
const PERCENT = 100;

/** Shares from percents, and from mean signs in [−1, 1]. A copy where anything changes. */
export function inSignalUnits(values: Float64Array, as: SignalTag["as"]): Float64Array {
  switch (as) {
    case "value":
      return values;
    case "sign":
      return values.map((sign) => (1 + sign) / 2);
    case "opposite-sign":
      return values.map((sign) => (1 - sign) / 2);
    case "share":
      return values.some((value) => value > LARGEST_SHARE)
        ? values.map((percent) => percent / PERCENT)
        : values;
  }
}
