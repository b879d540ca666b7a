/** Finds the code that logs what a rule, or the page, asks for in words. */
import { PREFLIGHT } from "./recipe-of-preflight.ts";
import { type Framework, RECIPES } from "./recipes.ts";

const PLAYERS = ["generator", "discriminator"] as const;
const PLAYER = "<player>";

export type CodeByFramework = Readonly<Partial<Record<Framework, string>>>;

/** null where no code is known: then the words must do. */
export function codeFor(wanted: string): CodeByFramework | null {
  for (const { mentions, code } of [...RECIPES, PREFLIGHT]) {
    for (const player of PLAYERS) {
      if (!mentions.some((mention) => wanted.includes(mention.replace(PLAYER, player)))) continue;
      const filled = Object.entries(code).map(([framework, text]) => [
        framework,
        text.replaceAll(PLAYER, player),
      ]);
      return Object.fromEntries(filled.filter(([, text]) => text !== ""));
    }
  }
  return null;
}
