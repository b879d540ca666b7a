import { describe, expect, it } from "vitest";
import { recogniseGames, recogniseRoles } from "./index.ts";

function kindsOf(...tags: readonly string[]) {
  const entries = tags.map((tag) => ({ run: "", tag, kind: "scalar" as const }));
  return recogniseGames(recogniseRoles(entries)).map(({ kind }) => kind);
}

describe("the kind of a game", () => {
  it("is generative where nothing else is said", () => {
    expect(kindsOf("d_loss", "g_loss")).toEqual(["generative"]);
  });

  it("is imitation where the sides are demonstrations and a policy, or rewards stand beside", () => {
    expect(kindsOf("losses/disc_loss", "info/disc_agent_acc", "info/disc_demo_acc")).toEqual(["imitation"]);
    expect(kindsOf("gail/disc_loss")).toEqual(["imitation"]);
    expect(kindsOf("disc_loss", "rollout/ep_rew_mean", "reward")).toEqual(["imitation"]);
  });

  it("is domain-adversarial where the discriminator tells domains apart", () => {
    expect(kindsOf("train/domain_acc", "train/cls_loss")).toEqual(["domain-adversarial"]);
    expect(kindsOf("domain_discriminator_loss", "cls_loss")).toEqual(["domain-adversarial"]);
  });
});
