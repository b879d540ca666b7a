import { expect, test } from "vitest";
import { comparedTags } from "./compared-tags.ts";

const shared = (tag: string) => ({ tag, runCount: 2, points: 10 });

test("losses come first, derived values last, and their bounds and counts not at all", () => {
  const tags = ["derived/outputs/auc", "derived/outputs/auc:low", "epoch", "g_loss", "d_loss"].map(shared);
  const latest = [
    { role: "g.loss.adv", tag: "g_loss", value: 1 },
    { role: "d.loss", tag: "d_loss", value: 1 },
  ] as const;
  expect(comparedTags(tags, [{ latest }, { latest: [] }]).map(({ tag }) => tag)).toEqual([
    "g_loss",
    "d_loss",
    "epoch",
    "derived/outputs/auc",
  ]);
});
