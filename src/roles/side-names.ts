/** Learns from pairs of a discriminator's tags which words stand for its two sides without being called so. */
import type { Reading } from "./reading.ts";
import { isDiscriminator, type Word } from "./word.ts";

/** What real samples are called where something generated stands against them. */
const NAMES_OF_REAL: ReadonlySet<string> = new Set(
  "data orig original natural nat x r input target tgt source photo clean authentic train training".split(
    " ",
  ),
);

/** What generated samples are called where something real stands against them. */
const NAMES_OF_FAKE: ReadonlySet<string> = new Set(
  "f gz sample samples output outputs recon rec reconstructed sim simulated syn enhanced denoised restored model".split(
    " ",
  ),
);

type Side = "real" | "fake";

interface Named {
  readonly text: string;
  readonly side: Side;
  /** Whether the word says so anywhere. */
  readonly isPlain: boolean;
}

/** `d_loss_data` beside `d_loss_gen`: of two tags that differ in one word the one is real where the other is generated. */
export function sidesNamedIn(readings: readonly Reading[]): readonly (readonly [string, Side])[] {
  const byRest = new Map<string, Map<string, Named>>();
  for (const { words } of readings.filter(isOfDiscriminator)) {
    for (const [at, word] of words.entries()) {
      const named = sideNamedBy(word);
      if (named === undefined) continue;
      const key = words.map(({ text }, i) => (i === at ? "±" : text)).join(" ");
      byRest.set(key, (byRest.get(key) ?? new Map<string, Named>()).set(named.text, named));
    }
  }
  return [...byRest.values()].flatMap((named) => {
    const [one, other, ...more] = [...named.values()];
    if (one === undefined || other === undefined || more.length > 0 || one.side === other.side) return [];
    return [one, other].filter(({ isPlain }) => !isPlain).map(({ text, side }) => [text, side] as const);
  });
}

/** `gen_disc_score` names both players; beside `real_disc_score` the first says whose samples. */
function isOfDiscriminator({ words }: Reading): boolean {
  return words.some(isDiscriminator);
}

function sideNamedBy({ concept, text }: Word): Named | undefined {
  if (concept === "real" || concept === "fake") return { text, side: concept, isPlain: true };
  if (NAMES_OF_REAL.has(text)) return { text, side: "real", isPlain: false };
  if (concept === "generator") return { text, side: "fake", isPlain: false };
  return NAMES_OF_FAKE.has(text) ? { text, side: "fake", isPlain: false } : undefined;
}
