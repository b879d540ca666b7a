/** Makes one trial update of each player: whose weights move, and does the player's own loss fall on the same batch? */
import type { Player } from "../../model/index.ts";
import { cannotTell, type PreflightFinding, passed, problem, shown } from "./finding.ts";
import type { Network } from "./network.ts";

/** What one trial update of one player did. */
export interface TrialUpdate {
  readonly player: Player;
  readonly lossBefore: number;
  readonly lossAfter: number;
  /** Parameters that moved, as `<player>: <name>`. */
  readonly ownMoved: readonly string[];
  readonly foreignMoved: readonly string[];
  readonly own: Network;
}

const MOST_NAMES = 3;
const ASK_FOR_UPDATES =
  "Pass updates: { generator(noise), discriminator(real, noise) }, each doing one update, and both losses.";

/** F25: an optimiser that holds the other player's weights. F19: one that moves none. */
export function checkOwnParameters(trials: readonly TrialUpdate[]): PreflightFinding {
  const check = "own-parameters";
  if (trials.length === 0) return cannotTell(check, ASK_FOR_UPDATES);
  const sentences = trials.flatMap(({ player, ownMoved, foreignMoved, own }) => {
    if (foreignMoved.length > 0) {
      return [
        `The ${player}'s update also moved ${listed(foreignMoved)} of the other player. Give each optimiser its own player's variables.`,
      ];
    }
    if (ownMoved.length === 0) {
      return [
        `The ${player}'s update moved none of its ${own.parameters.length} weights: it is cut off from its loss.`,
      ];
    }
    return [];
  });
  const isForeign = trials.some(({ foreignMoved }) => foreignMoved.length > 0);
  if (sentences.length > 0) return problem(check, [isForeign ? "F25" : "F19", 5], sentences.join(" "));
  return passed(check, "Each update moves its own player's weights and no others.");
}

/**
 * F25: a step along the gradient of one's own loss lowers it on the same batch, unless the sign is wrong. F19: it
 * changes nothing.
 */
export function checkOwnLoss(trials: readonly TrialUpdate[]): PreflightFinding {
  const check = "own-loss";
  if (trials.length === 0) return cannotTell(check, ASK_FOR_UPDATES);
  const wrong = trials.filter(({ lossBefore, lossAfter }) => !(lossAfter < lossBefore));
  const sentences = wrong.map(
    ({ player, lossBefore, lossAfter }) =>
      `The ${player}'s own step took its loss on the same batch from ${shown(lossBefore)} to ${shown(lossAfter)}: check its sign and what it depends on, and try a smaller learning rate.`,
  );
  const isStill = wrong.every(({ lossBefore, lossAfter }) => lossAfter === lossBefore);
  if (sentences.length > 0) return problem(check, isStill ? ["F19", 4] : ["F25", 4], sentences.join(" "));
  return passed(check, "Each player's own step lowers its own loss on the same batch.");
}

function listed(names: readonly string[]): string {
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : "";
  return `${names.slice(0, MOST_NAMES).join(", ")}${more}`;
}
