/** Finds, among the tags of one game, the series that each signal is read from. */
import { derivedTag, parseDerivedTag, type Role } from "../model/index.ts";
import { SIGNALS, type Signal, type SignalId, type SignalSource } from "./signals.ts";

/** A scalar tag of a game, with the role it was given. */
export interface TagOfGame {
  readonly tag: string;
  readonly role: Role;
  /** "" where the role is not layer-wise. */
  readonly layer: string;
}

export interface SignalTag {
  readonly signal: SignalId;
  readonly tag: string;
  readonly layer: string;
  /** How the tag's numbers become the signal's, see `inSignalUnits`. */
  readonly as: "value" | "share" | "sign" | "opposite-sign";
}

/** Per signal the tags of its first source that has any: one tag, or one a layer in the order given. */
export function signalTagsOf(tags: readonly TagOfGame[]): SignalTag[] {
  return Object.entries(SIGNALS).flatMap(([id, signal]: [string, Signal]) => {
    for (const source of signal.sources) {
      const found =
        "chanceOf" in source
          ? chancesOf(source.chanceOf, tags)
          : tags.filter((tag) => isOf(tag, source, signal));
      if (found.length === 0) continue;
      const as = unitsOf(source);
      // Object.entries forgets that the keys of SIGNALS are signal ids.
      const name = id as SignalId;
      const used = signal.isLayered === true ? found : withAveragesLast(found).slice(0, 1);
      const layerOf = ({ tag, layer }: TagOfGame) => (layer === "" ? lastSegmentOf(tag) : layer);
      return used.map((one) => ({
        signal: name,
        tag: one.tag,
        layer: signal.isLayered === true ? layerOf(one) : one.layer,
        as,
      }));
    }
    return [];
  });
}

/** The discriminator is right about generated samples where its output's sign is negative. */
function unitsOf(source: SignalSource): SignalTag["as"] {
  if (!("role" in source)) return "value";
  return source.as === "sign" && source.role === "d.sign.fake" ? "opposite-sign" : (source.as ?? "value");
}

/** The chance level beside what the signal is read from; a number that was logged has none. */
function chancesOf(signal: string, tags: readonly TagOfGame[]): readonly TagOfGame[] {
  const { sources = [] }: Partial<Signal> = Object.entries(SIGNALS).find(([id]) => id === signal)?.[1] ?? {};
  const used = sources.map((source) =>
    tags.find((tag) => isOf(tag, source, { sources, unit: "", logThis: "" })),
  );
  const derived = parseDerivedTag(used.find((tag) => tag !== undefined)?.tag ?? "");
  if (derived === null) return [];
  const wanted = derivedTag({ ...derived, part: "chance" });
  return tags.filter(({ tag }) => tag === wanted);
}

function isOf({ tag, role, layer }: TagOfGame, source: SignalSource, signal: Signal): boolean {
  if ("chanceOf" in source) return false;
  if ("tag" in source) return role === "instrument" && tag === source.tag;
  if ("metric" in source) {
    const derived = parseDerivedTag(tag);
    return derived !== null && derived.part === "value" && isMetric(derived.metric, source.metric);
  }
  if (source.of === "average" && !isOfAverage(tag)) return false;
  return role === source.role && (layer !== "") === (signal.isLayered === true);
}

function withAveragesLast(tags: readonly TagOfGame[]): readonly TagOfGame[] {
  const isLast = ({ tag }: TagOfGame) => Number(isOfAverage(tag));
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
