import { describe, expect, it } from "vitest";
import type { Role } from "../model/index.ts";
import { recogniseRoles } from "./index.ts";

function rolesIn(...tags: readonly string[]): Record<string, Role> {
  const given = recogniseRoles(tags.map((tag) => ({ run: "", tag, kind: "scalar" })));
  return Object.fromEntries(given.map(({ tag, role }) => [tag, role]));
}

describe("sides that are called by other names", () => {
  it("are known by the tag that differs in one word", () => {
    expect(rolesIn("d_loss_data", "d_loss_gen", "d_loss", "g_loss")).toMatchObject({
      d_loss_data: "d.loss.real",
      d_loss_gen: "d.loss.fake",
      d_loss: "d.loss",
    });
    expect(rolesIn("D_acc_r", "D_acc_f", "D_loss")).toMatchObject({
      D_acc_r: "d.acc.real",
      D_acc_f: "d.acc.fake",
    });
  });

  it("are not guessed where the other side is named or nothing stands against them", () => {
    expect(rolesIn("d_loss_real", "d_loss_fake", "d_loss_data")).toMatchObject({ d_loss_data: "d.loss" });
    expect(rolesIn("d_loss_data", "d_loss")).toMatchObject({ d_loss_data: "d.loss" });
  });

  it("are of something else beside plain ones where a letter more stands between", () => {
    const tags = ["d_real_loss", "d_fake_loss", "d_real_c_loss", "d_fake_c_loss"];
    expect(rolesIn(...tags)).toMatchObject({ d_real_loss: "d.loss.real", d_real_c_loss: "other" });
  });
});

describe("players that are called by a letter", () => {
  it("are critics where the generator's loss differs in nothing else and no discriminator is named", () => {
    expect(rolesIn("lossC", "lossG", "C_real", "C_fake", "gp")).toMatchObject({
      lossC: "d.loss",
      C_real: "d.out.real",
      C_fake: "d.out.fake",
    });
    expect(rolesIn("c_loss", "g_loss", "d_loss")).toMatchObject({ c_loss: "other" });
    expect(rolesIn("c_loss", "kl_loss")).toMatchObject({ c_loss: "other" });
    expect(rolesIn("c_loss", "r_loss", "g_loss")).toMatchObject({ c_loss: "other" });
  });

  it("are known by their initials in words that are otherwise alike", () => {
    expect(rolesIn("DM_loss_real", "DM_loss_fake", "DM_loss", "GM_loss")).toMatchObject({
      DM_loss_real: "d.loss.real",
      DM_loss: "d.loss",
      GM_loss: "g.loss.main",
    });
    expect(rolesIn("dm_loss", "d_loss", "gm_loss")).toMatchObject({ gm_loss: "other" });
    expect(rolesIn("LD", "LG")).toEqual({ LD: "d.loss", LG: "g.loss.adv" });
    expect(rolesIn("LD", "lr")).toMatchObject({ LD: "other" });
  });

  it("are named last where the game that both are charged for is called after the discriminator", () => {
    expect(rolesIn("loss_dis_D", "loss_dis_G", "loss_class_G", "loss_G")).toMatchObject({
      loss_dis_D: "d.loss",
      loss_dis_G: "g.loss.adv",
    });
    expect(rolesIn("loss/d_g/0", "loss/d_r/0")).toMatchObject({ "loss/d_g/0": "d.loss.fake" });
  });
});

describe("several discriminators by names of their own", () => {
  it("are found where the generator has losses against them, and known ones count", () => {
    expect(rolesIn("loss_D_face", "loss_D_mouth", "loss_G_face", "loss_G_mouth")).toMatchObject({
      loss_D_mouth: "d.loss",
      loss_G_mouth: "g.loss.main",
    });
  });

  it("are found without the generator's losses from three on: two may be the sides", () => {
    expect(rolesIn("loss_D_midi", "loss_D_cqt", "loss_D_chroma")).toMatchObject({ loss_D_cqt: "d.loss" });
    expect(rolesIn("loss_D_token", "loss_D_dense")).toMatchObject({ loss_D_token: "other" });
    expect(rolesIn("loss_D_T1", "loss_D_T2")).toMatchObject({ loss_D_T1: "d.loss" });
  });
});

describe("words of other languages and broken-off ones", () => {
  it("name the players and their losses", () => {
    expect(rolesIn("verlust_diskriminator", "perte_générateur", "判别器损失", "discrm._loss")).toEqual({
      verlust_diskriminator: "d.loss",
      perte_générateur: "g.loss.main",
      判别器损失: "d.loss",
      "discrm._loss": "d.loss",
    });
    expect(rolesIn("discrete_loss")).toEqual({ discrete_loss: "other" });
  });

  it("do not take distances by two letters for discriminators", () => {
    expect(rolesIn("D", "G", "WD", "D(G(z_d))")).toMatchObject({ WD: "other", "D(G(z_d))": "d.out.fake" });
    expect(rolesIn("D_x", "D_G_z/D_G_z1")).toMatchObject({ "D_G_z/D_G_z1": "d.out.fake" });
  });

  it("take numbered phases and resolutions for stages of the training", () => {
    expect(rolesIn("phase_1_d_loss", "res_64/g_loss", "phase_loss")).toEqual({
      phase_1_d_loss: "d.loss",
      "res_64/g_loss": "g.loss.main",
      phase_loss: "g.loss.aux",
    });
  });
});
