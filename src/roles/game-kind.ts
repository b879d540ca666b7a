/** What the adversarial loss of a game is for: samples, features that hide their domain, or a policy. */
import type { GameKind, RoleOfTag } from "../model/index.ts";
import { type Reading, read } from "./reading.ts";

interface ReadTag {
  readonly role: RoleOfTag["role"];
  readonly reading: Reading;
}

export function gameKindOf(tags: readonly RoleOfTag[]): GameKind {
  const readTags = tags.map(({ tag, role }): ReadTag => ({ role, reading: read(tag) }));
  if (readTags.some(isOfImitation) || isRewarded(readTags)) return "imitation";
  return readTags.some(isOfDomains) && !hasSamples(readTags) ? "domain-adversarial" : "generative";
}

/** The methods' names, and what only they call the two sides. */
const IMITATION_WORDS: ReadonlySet<string> = new Set("gail airl amp expert demo policy agent".split(" "));

function isOfImitation({ role, reading }: ReadTag): boolean {
  return role.startsWith("d.") && reading.words.some(({ text }) => IMITATION_WORDS.has(text));
}

/** A discriminator beside rewards trains a policy by them, unless samples show a generator of them. */
function isRewarded(tags: readonly ReadTag[]): boolean {
  if (!tags.some(({ role }) => role.startsWith("d.")) || hasSamples(tags)) return false;
  return tags.some(({ reading }) => reading.concepts.has("reinforcement"));
}

function isOfDomains({ role, reading }: ReadTag): boolean {
  return role.startsWith("d.") && reading.concepts.has("domain");
}

function hasSamples(tags: readonly ReadTag[]): boolean {
  return tags.some(({ role }) => role === "sample.fake" || role === "sample.fixed");
}
