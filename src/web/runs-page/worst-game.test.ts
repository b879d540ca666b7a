import { expect, it } from "vitest";
import type { VerdictOfGame } from "../../api/index.ts";
import { worstGame } from "./worst-game.ts";

const game = (verdict: VerdictOfGame) => ({
  game: verdict,
  words: { sentence: "", settle: null },
  verdict,
  evaluatedThroughStep: null,
  findings: [],
  cannotTell: [],
  clear: [],
});

it("is the failing one, then the one to watch, then the one that cannot be told", () => {
  expect(worstGame([game("healthy"), game("failing"), game("watch")])?.game).toBe("failing");
  expect(worstGame([game("healthy"), game("unknown")])?.game).toBe("unknown");
  expect(worstGame([])).toBeNull();
});
