/** Learns from a run's tags what single words stand for in it: heads, the opponent's letter, the two sides. */
import { adversariesNamedIn } from "./adversary-names.ts";
import { gamesNamedIn, playersNamedIn } from "./player-names.ts";
import type { Reading, RunWords } from "./reading.ts";
import { sidesNamedIn } from "./side-names.ts";
import type { Concept } from "./vocabulary.ts";

export function wordsOfRun(readings: readonly Reading[]): RunWords {
  const heads = [...adversariesNamedIn(readings)].map((text) => [text, "variant"] as const);
  const games = gamesNamedIn(readings).map((text) => [text, "adversarial"] as const);
  return new Map<string, Concept>([
    ...heads,
    ...games,
    ...sidesNamedIn(readings),
    ...playersNamedIn(readings),
  ]);
}
