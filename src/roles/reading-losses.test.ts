import { describe, expect, it } from "vitest";
import type { Role } from "../model/index.ts";
import { recogniseRoles } from "./index.ts";

function rolesIn(...tags: readonly string[]): Record<string, Role> {
  const given = recogniseRoles(tags.map((tag) => ({ run: "", tag, kind: "scalar" })));
  return Object.fromEntries(given.map(({ tag, role }) => [tag, role]));
}

describe("sides of a discriminator beside its loss", () => {
  it("are losses where a figure of their own numbers them, as vocoders log lists of losses", () => {
    expect(rolesIn("loss_d", "disc_real_0", "disc_fake_0")).toMatchObject({
      disc_real_0: "d.loss.real",
      disc_fake_0: "d.loss.fake",
    });
    expect(rolesIn("loss_d", "disc_real_64")).toMatchObject({ disc_real_64: "d.out.real" });
  });

  it("are outputs where the same name with “loss” stands beside them, whatever the total is called", () => {
    expect(rolesIn("d_total", "d_loss/mpd", "d_real/mpd", "d_fake/mpd")).toMatchObject({
      "d_real/mpd": "d.out.real",
      "d_fake/mpd": "d.out.fake",
    });
    expect(rolesIn("d_total", "d_real/mpd")).toMatchObject({ "d_real/mpd": "d.loss.real" });
  });

  it("are parts of the game of either player where the player is not named", () => {
    expect(rolesIn("discriminator_loss", "gan_real", "gan_fake")).toMatchObject({
      gan_real: "other",
      gan_fake: "other",
    });
    expect(rolesIn("generator_loss", "gan_real", "gan_fake")).toMatchObject({ gan_real: "d.loss.real" });
  });

  it("stay losses where outputs are in the name", () => {
    expect(rolesIn("disc_output_loss_real")).toEqual({ disc_output_loss_real: "d.loss.real" });
  });
});

describe("vocoders' discriminators of periods and scales", () => {
  it("are found by their letters only beside each other", () => {
    expect(rolesIn("d/loss_total", "d_p_r/0", "d_s_r/0")).toMatchObject({
      "d_p_r/0": "d.loss.real",
      "d_s_r/0": "d.loss.real",
    });
    expect(rolesIn("d/loss_total", "d_p_r/0")).toMatchObject({ "d_p_r/0": "d.out.real" });
    expect(rolesIn("loss_gen_f", "loss_gen_s", "loss_disc_f", "loss_disc_s")).toMatchObject({
      loss_gen_s: "g.loss.main",
      loss_disc_s: "d.loss",
    });
  });
});

describe("names that say how a loss is put together", () => {
  it("are of the whole where a sum stands in brackets", () => {
    expect(rolesIn("gen_total_loss(gan+l1)", "gen_gan_loss", "disc_loss(real+generated)")).toMatchObject({
      "gen_total_loss(gan+l1)": "g.loss.total",
      "disc_loss(real+generated)": "d.loss",
    });
    expect(rolesIn("gen_loss(l1)")).toEqual({ "gen_loss(l1)": "g.loss.aux" });
  });

  it("are of a loss, not of its weight, where both are multiplied", () => {
    expect(rolesIn("gen_loss-adv_lambda-adv")).toEqual({ "gen_loss-adv_lambda-adv": "g.loss.adv" });
    expect(rolesIn("gen_loss_lambda_adv")).toEqual({ gen_loss_lambda_adv: "hparam" });
  });

  it("are of a sum where a player's loss is called joint, and of a phase where a folder is", () => {
    expect(rolesIn("generator loss", "generator loss joint", "l1", "d_loss")).toMatchObject({
      "generator loss joint": "g.loss.total",
    });
    expect(rolesIn("Joint/Generator", "Joint/Discriminator")).toEqual({
      "Joint/Generator": "g.loss.adv",
      "Joint/Discriminator": "d.loss",
    });
  });

  it("are read though they are glued around the loss or misspell it", () => {
    expect(rolesIn("dlossreal", "ganlossadv", "discriminator_oss")).toEqual({
      dlossreal: "d.loss.real",
      ganlossadv: "g.loss.adv",
      discriminator_oss: "d.loss",
    });
    expect(rolesIn("oss")).toEqual({ oss: "other" });
  });
});

describe("losses of parts that only siblings make players", () => {
  it("takes a decoder for the generator beside a discriminator and no other generator", () => {
    expect(rolesIn("dec_loss", "dis_loss")).toMatchObject({ dec_loss: "g.loss.main" });
    expect(rolesIn("dec_loss", "dis_loss", "gen_loss", "l1")).toMatchObject({ dec_loss: "other" });
    expect(rolesIn("dec_loss", "enc_loss")).toMatchObject({ dec_loss: "other" });
  });

  it("takes “crit” for a critic only where no other opponent of the generator is logged", () => {
    expect(rolesIn("crit_loss", "g_loss")).toMatchObject({ crit_loss: "d.loss" });
    expect(rolesIn("crit_loss", "g_loss", "d_loss")).toMatchObject({ crit_loss: "other" });
  });

  it("takes a loss of both players for the generator's where each one's stands beside it", () => {
    const besideAll = rolesIn("gen_disc_loss", "disc_real_loss", "disc_fake_loss", "gen_loss", "l1");
    expect(besideAll).toMatchObject({ gen_disc_loss: "g.loss.adv" });
    expect(rolesIn("gen_disc_loss", "l1")).toMatchObject({ gen_disc_loss: "other" });
  });

  it("takes the loss against one of several judges for a term where the total is named", () => {
    const tags = ["loss_generator/adv", "loss_generator/patch", "loss_generator/total"];
    expect(rolesIn(...tags, "d_loss")).toMatchObject({ "loss_generator/patch": "g.loss.adv" });
  });

  it("takes disc beside q for a discrete code, and an auto-encoder's rate for nobody's", () => {
    expect(rolesIn("q_disc_loss", "D_loss")).toMatchObject({ q_disc_loss: "g.loss.aux" });
    expect(rolesIn("auto-encoder/lr", "discriminator/lr")).toMatchObject({ "auto-encoder/lr": "lr" });
  });
});

it("finds the players of add_scalars in their main tags where both name the same part", () => {
  const roles = recogniseRoles([
    { run: "a/D_loss", tag: "D", kind: "scalar" },
    { run: "a/G_loss", tag: "G", kind: "scalar" },
  ]).map(({ role }) => role);
  expect(roles).toEqual(["d.loss", "g.loss.main"]);
});
