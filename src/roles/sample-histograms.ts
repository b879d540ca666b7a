/** Recognises histograms of what the generator gives, or of the data: coordinates, columns of a table, pixels. */
import type { Role } from "../model/index.ts";
import type { Reading } from "./reading.ts";
import { CONFIDENCE } from "./rule.ts";
import type { Concept } from "./vocabulary.ts";

export interface SamplesInHistogram {
  readonly role: Extract<Role, "sample.fake" | "sample.fixed" | "sample.real">;
  readonly confidence: number;
  readonly because: string;
}

/** What samples of the data are made of, where nobody draws them. */
const PARTS: ReadonlySet<string> = new Set(
  "point points column columns coord coords coordinate coordinates dim dims dimension dimensions pixel pixels feature features".split(
    " ",
  ),
);
/** Words that say which part, or nothing. */
const BESIDE: ReadonlySet<Concept> = new Set<Concept>(["letter", "index", "neutral", "media", "fixed"]);
const OF_A_SIDE: ReadonlySet<Concept> = new Set<Concept>(["real", "fake", "heldOut"]);
const DATA: ReadonlySet<string> = new Set(["data", "dataset"]);

/** Null where it may be of anything else, such as a layer's activations or the discriminator's outputs. */
export function samplesInHistogram(reading: Reading): SamplesInHistogram | null {
  const { words, side, network } = reading;
  const isOfGenerator = network === "generator" && side === "none";
  const rest = words.filter(({ concept }) => !OF_A_SIDE.has(concept));
  const isPlain = rest.every(
    ({ concept, text }) =>
      BESIDE.has(concept) ||
      PARTS.has(text) ||
      (isOfGenerator && (concept === "generator" || concept === "output")),
  );
  if (!isPlain || (network !== "none" && !isOfGenerator)) return null;
  const ofFake = reading.concepts.has("fixed") ? "sample.fixed" : "sample.fake";
  if (isOfGenerator) return namesSamples(reading, "output") ? generated(ofFake, CONFIDENCE.likely) : null;
  if (side === "fake")
    return namesSamples(reading) || words.some(({ text }) => text === "generated")
      ? generated(ofFake, CONFIDENCE.likely)
      : null;
  if (side === "real") return namesSamples(reading) ? real(CONFIDENCE.likely) : null;
  if (side !== "none") return null;
  if (words.some(({ text }) => DATA.has(text)) && namesSamples(reading)) return real(CONFIDENCE.guess);
  return reading.concepts.has("media") ? generated(ofFake, CONFIDENCE.guess) : null;
}

/** `fake` alone may be what the discriminator says of generated samples; `fake_points` and `fake/x` are not. */
function namesSamples({ words, concepts }: Reading, also: Concept = "media"): boolean {
  return (
    concepts.has("media") ||
    concepts.has(also) ||
    concepts.has("letter") ||
    words.some(({ text }) => PARTS.has(text) || DATA.has(text))
  );
}

function generated(role: SamplesInHistogram["role"], confidence: number): SamplesInHistogram {
  return { role, confidence, because: "a histogram of generated values" };
}

function real(confidence: number): SamplesInHistogram {
  return { role: "sample.real", confidence, because: "a histogram of the data's values" };
}
