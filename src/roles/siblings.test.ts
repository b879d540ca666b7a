import { describe, expect, it } from "vitest";
import type { Role } from "../model/index.ts";
import { recogniseRoles } from "./index.ts";

function rolesIn(...tags: readonly string[]): Record<string, Role> {
  const given = recogniseRoles(tags.map((tag) => ({ run: "", tag, kind: "scalar" })));
  return Object.fromEntries(given.map(({ tag, role }) => [tag, role]));
}

function roleInRuns(...runs: readonly (readonly [run: string, tag: string])[]): Role[] {
  return recogniseRoles(runs.map(([run, tag]) => ({ run, tag, kind: "scalar" }))).map(({ role }) => role);
}

describe("words that only the tags beside a name explain", () => {
  it("takes a word that both sides share for the name of a head", () => {
    expect(rolesIn("d_loss", "d_real_font", "d_fake_font")).toEqual({
      d_loss: "d.loss",
      d_real_font: "d.out.real",
      d_fake_font: "d.out.fake",
    });
    expect(rolesIn("d_loss", "d_real_font")).toMatchObject({ d_real_font: "other" });
  });

  it("takes a word that both players share for the name of an adversary", () => {
    expect(rolesIn("gen_sn_gan_loss", "discrim_sn_gan_loss", "gen_l1_loss")).toEqual({
      gen_sn_gan_loss: "g.loss.adv",
      discrim_sn_gan_loss: "d.loss",
      gen_l1_loss: "g.loss.aux",
    });
  });

  it("takes a signal for what is judged only where the discriminator has a loss on it, too", () => {
    expect(rolesIn("g_stft_loss", "d_stft_loss")).toMatchObject({ d_stft_loss: "d.loss" });
    expect(rolesIn("g_stft_loss", "d_loss")).toMatchObject({ g_stft_loss: "g.loss.aux" });
  });

  it("finds names of directions in the losses of both players", () => {
    expect(
      rolesIn(
        "Disc European Loss",
        "Disc Asian Loss",
        "Gen European Adversarial Loss",
        "Gen Asian Cycle Loss",
      ),
    ).toMatchObject({ "Disc European Loss": "d.loss", "Disc Asian Loss": "d.loss" });
    expect(rolesIn("Disc European Loss", "Gen Loss")).toMatchObject({ "Disc European Loss": "other" });
  });

  it("takes lettered losses for discriminators' beside generators called G and F", () => {
    expect(
      rolesIn("loss_G/loss", "loss_G/cycle", "loss_F/loss", "loss_F/total", "loss_X/loss"),
    ).toMatchObject({
      "loss_F/total": "g.loss.total",
      "loss_X/loss": "d.loss",
    });
    expect(rolesIn("loss_G/loss", "loss_X/loss")).toMatchObject({ "loss_X/loss": "other" });
  });

  it("takes source and target before the discriminator for its sides, unless both players are named so", () => {
    expect(rolesIn("src_disc_loss", "trg_disc_loss", "trg_adv_loss")).toMatchObject({
      src_disc_loss: "d.loss.real",
      trg_disc_loss: "d.loss.fake",
    });
    expect(rolesIn("src_d_loss", "src_g_loss", "trg_d_loss", "trg_g_loss")).toMatchObject({
      src_d_loss: "d.loss",
      trg_d_loss: "d.loss",
    });
  });

  it("does not take for a loss what stands outside the folder of losses", () => {
    expect(rolesIn("loss/gan", "loss/kl", "model/D_real", "model/D_fake")).toMatchObject({
      "model/D_real": "other",
    });
  });

  it("does not take a rate for both players' where both have rates and it is named in unknown words", () => {
    expect(rolesIn("lr/g_lr", "lr/d_lr", "lr/ld_lr")).toEqual({
      "lr/g_lr": "lr.g",
      "lr/d_lr": "lr.d",
      "lr/ld_lr": "other",
    });
  });

  it("takes a bare player for its loss where the other player's stands beside it under its name", () => {
    expect(rolesIn("D_patch_loss", "G", "l1")).toMatchObject({ G: "g.loss.main" });
    expect(rolesIn("g_loss", "Discriminator")).toMatchObject({ Discriminator: "d.loss" });
    expect(rolesIn("g_loss", "d_loss", "D")).toMatchObject({ D: "other" });
  });

  it("takes means on bare sides for outputs where the discriminator's loss is logged apart", () => {
    expect(rolesIn("real_mean", "fake_mean", "D_loss")).toMatchObject({
      real_mean: "d.out.real",
      fake_mean: "d.out.fake",
    });
    expect(rolesIn("real_mean", "fake_mean")).toMatchObject({ real_mean: "other" });
  });

  it("takes the generator of adversarial imitation for its policy, whose loss is no part of the game", () => {
    expect(rolesIn("airl/disc_loss", "gen/train/loss")).toMatchObject({ "gen/train/loss": "other" });
  });

  it("takes sides beside a Wasserstein estimate and no loss for the outputs that it is made of", () => {
    expect(rolesIn("discriminator/real", "discriminator/fake", "wasserstein_distance")).toMatchObject({
      "discriminator/real": "d.out.real",
      "discriminator/fake": "d.out.fake",
    });
  });

  it("finds the parts of a chart whose name the writer changed in its tag", () => {
    expect(roleInRuns(["D output/Generated image", "D_output"], ["D output/Real image", "D_output"])).toEqual(
      ["d.out.fake", "d.out.real"],
    );
  });

  it("takes an adversarial loss on the target for what domain adaptation makes of it", () => {
    expect(rolesIn("loss_adv_target")).toEqual({ loss_adv_target: "g.loss.adv" });
    expect(rolesIn("loss_adv")).toEqual({ loss_adv: "other" });
  });

  it("takes norms of both players for their gradients' where no gradient is named", () => {
    expect(rolesIn("norm_g", "norm_d", "loss_d")).toMatchObject({ norm_g: "grad.g", norm_d: "grad.d" });
    expect(rolesIn("norm_g", "norm_d", "grad_d")).toMatchObject({ norm_g: "other", norm_d: "other" });
    expect(rolesIn("norm_g", "loss_d")).toMatchObject({ norm_g: "other" });
  });

  it("takes a bare penalty for the gradient's beside two players and nothing else", () => {
    expect(rolesIn("penalty", "d_loss", "g_loss")).toMatchObject({ penalty: "gp" });
    expect(rolesIn("penalty", "d_loss", "g_loss", "l1")).toMatchObject({ penalty: "other" });
    expect(rolesIn("penalty")).toEqual({ penalty: "other" });
  });

  it("takes for held-out outputs what the discriminator says of real samples of a validation set", () => {
    expect(rolesIn("Score/real_validation", "Score/fake_validation", "Loss/D")).toMatchObject({
      "Score/real_validation": "d.out.heldOut",
      "Score/fake_validation": "other",
    });
  });

  it("does not take a player's counter for its loss", () => {
    expect(rolesIn("G_global_step", "D_step", "g_loss", "d_loss")).toMatchObject({
      G_global_step: "timing",
      D_step: "other",
    });
    expect(rolesIn("train_step/G", "train_step/D")).toEqual({
      "train_step/G": "g.loss.adv",
      "train_step/D": "d.loss",
    });
  });

  it("tells the terms of an autoencoder that plays the generator from all of its loss", () => {
    expect(rolesIn("vae_loss", "vae_recon_loss", "vae_kl_loss", "vae_gan_loss", "disc_loss")).toMatchObject({
      vae_loss: "g.loss.total",
      vae_recon_loss: "g.loss.aux",
      vae_kl_loss: "g.loss.aux",
      vae_gan_loss: "g.loss.adv",
    });
  });

  it("takes a score of the generator for the output on its samples beside one on real samples", () => {
    expect(rolesIn("Loss/scores/real", "Loss/scores/gen")).toMatchObject({ "Loss/scores/gen": "d.out.fake" });
    expect(rolesIn("scores/gen", "G_loss")).toMatchObject({ "scores/gen": "other" });
  });

  it("takes a policy's loss for the discriminator's only beside the expert's", () => {
    expect(rolesIn("gail/expert_loss", "gail/policy_loss")).toMatchObject({
      "gail/policy_loss": "d.loss.fake",
    });
    expect(rolesIn("gail/discriminator_loss", "gail/policy_loss")).toMatchObject({
      "gail/policy_loss": "other",
    });
    expect(rolesIn("mean/gen/train/policy_gradient_loss")).toEqual({
      "mean/gen/train/policy_gradient_loss": "other",
    });
  });

  it("takes bare generators of two directions beside their cycle for adversarial terms", () => {
    expect(rolesIn("G_A", "G_B", "D_A", "D_B", "cycle")).toEqual({
      G_A: "g.loss.adv",
      G_B: "g.loss.adv",
      D_A: "d.loss",
      D_B: "d.loss",
      cycle: "g.loss.aux",
    });
    expect(rolesIn("G_A", "D_A", "l1")).toMatchObject({ G_A: "g.loss.main" });
  });

  it("sees whose loss it is where an encoder plays the generator", () => {
    expect(rolesIn("encoder_discriminator_loss", "discriminator_loss")).toEqual({
      encoder_discriminator_loss: "g.loss.adv",
      discriminator_loss: "d.loss",
    });
  });

  it("takes bare sides for losses only beside a bare adversarial term", () => {
    expect(rolesIn("train/real", "train/fake", "train/adv")).toEqual({
      "train/real": "d.loss.real",
      "train/fake": "d.loss.fake",
      "train/adv": "g.loss.adv",
    });
    expect(rolesIn("train/real", "train/fake")).toEqual({ "train/real": "other", "train/fake": "other" });
  });

  it("takes what follows a player's folder for its loss where the other player's losses are named so", () => {
    expect(rolesIn("G/adv", "G/l1", "D/real", "D/fake")).toMatchObject({
      "D/real": "d.loss.real",
      "D/fake": "d.loss.fake",
    });
    expect(rolesIn("G/adv", "D/loss", "D/real", "D/fake")).toMatchObject({ "D/real": "other" });
  });

  it("takes an average over samples for an output", () => {
    expect(rolesIn("G/adv", "D/real_mean", "D/fake_mean")).toMatchObject({
      "D/real_mean": "d.out.real",
      "D/fake_mean": "d.out.fake",
    });
  });

  it("takes “val” for value where no training copy stands beside it", () => {
    expect(rolesIn("d_loss", "g_loss", "r1_val")).toMatchObject({ r1_val: "r1" });
    expect(rolesIn("d_loss", "d_loss_val")).toEqual({ d_loss: "d.loss", d_loss_val: "other" });
  });

  it("takes a discriminator's regulariser for a penalty unless one has that name", () => {
    expect(rolesIn("D_loss", "D_reg")).toMatchObject({ D_reg: "r1" });
    expect(rolesIn("D_loss", "D_reg", "gradient_penalty")).toMatchObject({ D_reg: "other" });
    expect(rolesIn("discriminator_loss", "discriminator_regularization_loss")).toMatchObject({
      discriminator_regularization_loss: "other",
    });
  });

  it("takes a loss of scores for the adversarial term where only that is missing", () => {
    expect(rolesIn("g_loss", "d_loss", "stft_loss", "score_loss")).toMatchObject({
      score_loss: "g.loss.adv",
    });
    expect(rolesIn("g_loss", "d_loss", "adv_loss", "score_loss")).toMatchObject({ score_loss: "other" });
  });

  it("takes heads called main and aux for two heads, not for a task", () => {
    expect(rolesIn("loss_adv_main", "loss_adv_aux", "loss_d_main", "loss_d_aux")).toEqual({
      loss_adv_main: "g.loss.adv",
      loss_adv_aux: "g.loss.adv",
      loss_d_main: "d.loss",
      loss_d_aux: "d.loss",
    });
    expect(rolesIn("loss_d", "loss_d_aux")).toMatchObject({ loss_d_aux: "d.loss.aux" });
  });

  it("takes a total that has no parts for the generator's only loss", () => {
    expect(rolesIn("G/total", "D/total")).toMatchObject({ "G/total": "g.loss.main" });
    expect(rolesIn("G/total", "G/adv")).toMatchObject({ "G/total": "g.loss.total" });
  });

  it("takes F for the second generator beside a cycle", () => {
    expect(rolesIn("loss/G", "loss/F", "loss/cycle")).toMatchObject({ "loss/F": "g.loss.main" });
    expect(rolesIn("loss/G", "loss/F")).toMatchObject({ "loss/F": "other" });
  });

  it("takes several unknown words that both players share for adversaries, where no plain losses stand beside", () => {
    expect(rolesIn("D_loss_surface", "G_loss_surface", "D_loss_texture", "G_loss_texture")).toEqual({
      D_loss_surface: "d.loss",
      G_loss_surface: "g.loss.main",
      D_loss_texture: "d.loss",
      G_loss_texture: "g.loss.main",
    });
    expect(rolesIn("D_loss", "G_loss", "D_loss_im", "G_loss_im")).toMatchObject({ D_loss_im: "other" });
  });

  it("takes a generator's loss on images for a comparison unless a discriminator judges images", () => {
    expect(rolesIn("loss_G_image", "loss_D_image")).toMatchObject({ loss_G_image: "g.loss.main" });
    expect(rolesIn("Loss/Generator/Image", "Loss/Generator/Total", "Loss/Discriminator")).toMatchObject({
      "Loss/Generator/Image": "other",
    });
  });

  it("does not take a loss for the penalty it leaves out", () => {
    expect(rolesIn("d_loss_without_gradient_penalty")).toEqual({ d_loss_without_gradient_penalty: "d.loss" });
  });

  it("says nothing of an adversarial loss beside rewards, which may be the discriminator's", () => {
    expect(rolesIn("loss/adversarial", "loss/actor", "reward")).toMatchObject({
      "loss/adversarial": "other",
    });
  });

  it("takes a rate with its value for a setting of the run", () => {
    expect(rolesIn("Loss_Discriminator_lr=0.0001")).toEqual({ "Loss_Discriminator_lr=0.0001": "d.loss" });
  });

  it("takes a policy's loss for its own", () => {
    expect(rolesIn("Loss/Discriminator", "Loss/Policy")).toMatchObject({ "Loss/Policy": "other" });
  });

  it("takes a generator's loss beside an expert's for the discriminator's on the policy", () => {
    expect(rolesIn("generator_loss", "expert_loss", "generator_acc", "expert_acc")).toEqual({
      generator_loss: "d.loss.fake",
      expert_loss: "d.loss.real",
      generator_acc: "d.acc.fake",
      expert_acc: "d.acc.real",
    });
  });
});

describe("names of which a part stands in the run", () => {
  it("joins what add_scalars takes apart, whatever its main tag", () => {
    const runs = roleInRuns(["a/GAN loss_G", "GAN loss"], ["a/GAN loss_D", "GAN loss"]);
    expect(runs).toEqual(["g.loss.main", "d.loss"]);
    const nested = roleInRuns(
      ["x/batch_losses_g_gan", "batch/losses"],
      ["x/batch_losses_d_gan", "batch/losses"],
    );
    expect(nested).toEqual(["g.loss.adv", "d.loss"]);
    const tensorboardX = roleInRuns(
      ["x/Loss/64/loss_D", "Loss/64"],
      ["x/Loss/64/gp", "Loss/64"],
      ["x/Loss/64/loss_G", "Loss/64"],
    );
    expect(tensorboardX).toEqual(["d.loss", "gp", "g.loss.main"]);
  });

  it("joins one writer's run a measurement with its tag", () => {
    const losses = roleInRuns(
      ["data/errD", "loss"],
      ["data/errG", "loss"],
      ["data/D(x)", "prob"],
      ["data/D(G(z))", "prob"],
    );
    expect(losses).toEqual(["d.loss", "g.loss.main", "d.out.real", "d.out.fake"]);
  });

  it("sees the runs of two players as one training", () => {
    expect(roleInRuns(["dis", "loss/dis_real"], ["dis", "loss/dis_fake"], ["gen", "loss/gan_loss"])).toEqual([
      "d.loss.real",
      "d.loss.fake",
      "g.loss.adv",
    ]);
  });

  it("leaves experiments that log the same alone", () => {
    expect(roleInRuns(["wgan", "loss"], ["hinge", "loss"])).toEqual(["other", "other"]);
    expect(roleInRuns(["loss_wgan", "loss"], ["loss_wgan", "lr"], ["loss_hinge", "loss"])).toEqual([
      "other",
      "lr",
      "other",
    ]);
  });
});
