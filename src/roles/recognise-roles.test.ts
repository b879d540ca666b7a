import { describe, expect, it } from "vitest";
import type { Role, ValueKind } from "../model/index.ts";
import { recogniseGames, recogniseRoles } from "./index.ts";

function roleOf(tag: string, kind: ValueKind = "scalar") {
  const [given] = recogniseRoles([{ run: "", tag, kind }]);
  if (given === undefined) throw new Error("one tag in, one role out");
  return given;
}

function rolesIn(...tags: readonly string[]): Record<string, Role> {
  const given = recogniseRoles(tags.map((tag) => ({ run: "run", tag, kind: "scalar" })));
  return Object.fromEntries(given.map(({ tag, role }) => [tag, role]));
}

type Expectation = readonly [tag: string, kind: ValueKind, role: Role, layer?: string];

const CANONICAL: readonly Expectation[] = [
  ["generator/loss", "scalar", "g.loss.adv"],
  ["discriminator/loss", "scalar", "d.loss"],
  ["discriminator/loss/real", "scalar", "d.loss.real"],
  ["discriminator/loss/fake", "scalar", "d.loss.fake"],
  ["discriminator/accuracy/real", "scalar", "d.acc.real"],
  ["discriminator/accuracy/fake", "scalar", "d.acc.fake"],
  ["discriminator/logits/real", "histogram", "d.out.real"],
  ["discriminator/logits/fake", "histogram", "d.out.fake"],
  ["discriminator/logits/held_out", "histogram", "d.out.heldOut"],
  ["generator/gradients/dense_1/kernel", "histogram", "grad.g", "dense_1/kernel"],
  ["discriminator/gradients/g_block", "histogram", "grad.d", "g_block"],
  ["generator/weights/dense_1/kernel", "histogram", "weights.g", "dense_1/kernel"],
  ["generator/gradient_norm/norm1", "scalar", "grad.g", "norm1"],
  ["discriminator/gradient_norm/dense", "scalar", "grad.d", "dense"],
  ["generator/update_ratio/dense", "scalar", "update.g", "dense"],
  ["discriminator/update_ratio/dense", "scalar", "update.d", "dense"],
  ["generator/dead_units/dense", "scalar", "dead.g", "dense"],
  ["discriminator/dead_units/dense", "scalar", "dead.d", "dense"],
  ["generator/saturated_units/dense", "scalar", "saturated.g", "dense"],
  ["discriminator/saturated_units/dense", "scalar", "saturated.d", "dense"],
  ["generator/gradient_cosine", "scalar", "direction.g"],
  ["discriminator/gradient_cosine", "scalar", "direction.d"],
  ["generator/non_finite/gradients/dense", "scalar", "instrument"],
  ["discriminator/non_finite/logits/fake", "scalar", "instrument"],
  ["nashboard/dropped_values", "scalar", "instrument"],
  ["nashboard/dropped_measurements", "scalar", "instrument"],
  ["nashboard/preflight", "text", "instrument"],
  ["penalty/gradient", "scalar", "gp"],
  ["penalty/gradient_norm", "scalar", "gp.norm"],
  ["penalty/r1", "scalar", "r1"],
  ["generator/learning_rate", "scalar", "lr.g"],
  ["mixed_precision/scale", "scalar", "amp.scale"],
  ["generator/signal_at_samples", "scalar", "grad.samples"],
  ["samples/fixed_noise", "image", "sample.fixed"],
  ["samples/random", "image", "sample.fake"],
  ["samples/real", "audio", "sample.real"],
  ["features/inception/real", "tensor", "features.real"],
  ["features/inception/fake", "tensor", "features.fake"],
  ["features/inception/held_out", "tensor", "features.heldOut"],
  ["quality/fid", "scalar", "metric.fid"],
  ["quality/kid", "scalar", "metric.kid"],
  ["quality/coverage", "scalar", "metric.other"],
];

const ARTICLES: readonly Expectation[] = [
  ["generator/grads/dense/kernel", "histogram", "grad.g", "dense/kernel"],
  ["discriminator/grads/dense/bias", "histogram", "grad.d", "dense/bias"],
  ["generator/grad_norm/dense/kernel", "scalar", "grad.g", "dense/kernel"],
  ["discriminator/grad_norm/dense/kernel", "scalar", "grad.d", "dense/kernel"],
  ["generator_output", "image", "sample.fixed"],
  ["discriminator_real_output", "histogram", "d.out.real"],
  ["discriminator_fake_output", "histogram", "d.out.fake"],
  ["feature_distance", "scalar", "metric.featureDistance"],
  ["jensen_shannon_divergence", "scalar", "metric.jsd"],
  ["disc_loss", "scalar", "d.loss"],
  ["real_accuracy", "scalar", "d.acc.real"],
  ["fake_accuracy", "scalar", "d.acc.fake"],
];

const EVERYDAY: readonly Expectation[] = [
  ...["Loss/D", "Loss_D", "d_loss", "D_loss", "errD", "lossD", "DLoss", "dloss", "L(D)"].map(
    (tag): Expectation => [tag, "scalar", "d.loss"],
  ),
  ...[
    "Loss/G",
    "loss_G",
    "g_loss",
    "G_loss",
    "errG",
    "Loss/Generator",
    "train/g_loss",
    "losses/gen",
    "gen_loss",
  ].map((tag): Expectation => [tag, "scalar", "g.loss.main"]),
  ...["D(x)", "D_x", "Mean D(x)", "D(real)", "real_score", "D/logits_real", "Score/Real_Prob", "p_real"].map(
    (tag): Expectation => [tag, "scalar", "d.out.real"],
  ),
  ...["D(G(z))", "D_G_z1", "D(G(z1))", "fake_score", "out_d_fake", "logits/fake_mean"].map(
    (tag): Expectation => [tag, "scalar", "d.out.fake"],
  ),
  ...["D/loss_real", "loss_d_real", "errD_real", "l_d_real", "d_real_loss", "loss/d_r/0"].map(
    (tag): Expectation => [tag, "scalar", "d.loss.real"],
  ),
  ["G/loss_fake", "scalar", "g.loss.adv"],
  ["acc_real", "scalar", "d.acc.real"],
  ["disc_acc_gen", "scalar", "d.acc.fake"],
  ["D_acc", "scalar", "d.acc"],
  ["Loss/learning_rate", "scalar", "lr"],
  ["TrainG/learning_rate", "scalar", "lr.g"],
  ["Loss/r1_penalty", "scalar", "r1"],
  ["D/loss_gp", "scalar", "gp"],
  ["wasserstein_distance", "scalar", "wdist"],
  ["Generater/loss_G", "scalar", "g.loss.main"],
  ["Generator/adverarial_loss", "scalar", "g.loss.adv"],
  ["Progress/augment", "scalar", "aug.p"],
  ["epoch_aug_p", "scalar", "aug.p"],
  ["train/d_weight", "scalar", "adv.weight"],
  ["train/disc_factor", "scalar", "adv.weight"],
  ["loss_scale", "scalar", "amp.scale"],
  ["TrainG/loss_scaling_log2", "scalar", "amp.scale"],
  ["D/conv1/sv0", "scalar", "spectral.d", "conv1"],
  ["G_blocks.0.conv.sv0", "scalar", "spectral.g", "blocks.0.conv"],
  ["mean/disc/disc_entropy", "scalar", "d.entropy"],
  ["generator/fool_rate", "scalar", "g.fool"],
  ["Train/domain_acc", "scalar", "d.acc"],
  ["loss/domain_loss", "scalar", "d.loss"],
  ["grad_norm/G/main.0.weight", "scalar", "grad.g", "main.0.weight"],
  ["gradients/netD/main.0.weight", "histogram", "grad.d", "main.0.weight"],
  ["netG.main.0.weight.grad", "histogram", "grad.g", "main.0.weight"],
  ["grads/net_D/conv1/weight", "histogram", "grad.d", "conv1/weight"],
  ["grad_norm_g", "scalar", "grad.g", ""],
  ["D_real", "histogram", "d.out.real"],
  ["images/fake", "image", "sample.fake"],
  ["fake_images", "image", "sample.fake"],
  ["generated", "image", "sample.fake"],
  ["images/dataset", "image", "sample.real"],
  ["real_images", "image", "sample.real"],
  ["samples", "image", "sample.fake"],
  ["gt/y_0", "audio", "sample.real"],
  ["SRGAN/Adversarial Loss", "scalar", "other"],
  ["cyclegan/G_loss", "scalar", "g.loss.main"],
  ["Train_adv/g_loss", "scalar", "g.loss.main"],
  ["Pretrain/Generator loss", "scalar", "g.loss.aux"],
  ["training/adv_loss_weight", "scalar", "adv.weight"],
  ["discriminator/D(y)_prob", "scalar", "d.out.real"],
  ["discriminator/D(G(x))_prob", "scalar", "d.out.fake"],
  ["Loss/D_logistic_simpleGP/Total", "scalar", "d.loss"],
  ["imgs_lr", "image", "sample.other"],
  ["gen_hr", "image", "sample.fake"],
  ["train/D_AdvLoss_per_step", "scalar", "d.loss"],
  ["D_t2s_loss", "scalar", "d.loss"],
  ["train/w_dis", "scalar", "wdist"],
  ["discriminator/dis_gradient", "scalar", "other"],
  ["train/vae_recon_loss", "scalar", "g.loss.aux"],
  ["loss_disc_period", "scalar", "d.loss"],
];

describe("recogniseRoles", () => {
  for (const [tag, kind, role, layer = ""] of [...CANONICAL, ...ARTICLES]) {
    it(`knows ${tag} (${kind}) as ${role} with certainty`, () => {
      expect(roleOf(tag, kind)).toMatchObject({ role, layer, confidence: 1 });
    });
  }

  for (const [tag, kind, role, layer = ""] of EVERYDAY) {
    it(`reads ${tag} (${kind}) as ${role}`, () => {
      expect(roleOf(tag, kind)).toMatchObject({ role, layer });
    });
  }

  it("respects the kind: a picture called like an output is not one", () => {
    expect(roleOf("discriminator_real_output", "image")).toMatchObject({
      role: "sample.other",
      reason:
        "“discriminator” “real” “output”: a picture of the discriminator's output, such as a map of patch scores.",
    });
    expect(roleOf("generator_output", "histogram").role).toBe("sample.fake");
    expect(roleOf("gen_loss", "text").role).toBe("other");
  });

  it.each([
    ["Lambda_GP", "hparam"],
    ["D_fake_p10", "other"],
    ["freq_domain_loss", "g.loss.aux"],
    ["target_domain_acc", "other"],
    ["D/info_loss", "d.loss.aux"],
    ["val_gp_loss", "other"],
    ["update_ratio", "other"],
    ["Timing/Gmain", "timing"],
    ["real_logits_std", "other"],
    ["best_FID", "metric.other"],
    ["g_loss_l1", "g.loss.aux"],
    ["loss_disc_fake_g", "g.loss.adv"],
    ["disc_logit_loss", "other"],
    ["pgd_acc", "other"],
    ["val/d_loss", "other"],
    ["info/enc_grad_penalty", "other"],
  ] satisfies [string, Role][])("is not trapped by %s", (tag, role) => {
    expect(roleOf(tag).role).toBe(role);
  });

  it.each([
    ["D_real", "d.loss.real or d.out.real"],
    ["real_loss", "d.loss.real"],
    ["grad_norm", "grad.g or grad.d"],
    ["acc", "d.acc"],
    ["D", "its loss"],
  ])("rather names candidates than guess at %s", (tag, candidates) => {
    const { role, confidence, reason } = roleOf(tag);
    expect({ role, confidence }).toEqual({ role: "other", confidence: 0.2 });
    expect(reason).toContain(candidates);
  });

  it("takes D_real for an output where the loss is logged beside it, and for a loss where none is", () => {
    expect(rolesIn("l_d_real", "l_d_fake", "D_real").D_real).toBe("d.out.real");
    expect(rolesIn("G_GAN", "D_real", "D_fake").D_fake).toBe("d.loss.fake");
  });

  it("takes D/real for a loss beside D/total, and does not know beside a loss in another folder", () => {
    expect(rolesIn("D/real", "D/fake", "D/total")["D/real"]).toBe("d.loss.real");
    expect(rolesIn("D/real", "D/fake", "D/cost", "D/wasserstein")["D/real"]).toBe("d.out.real");
    expect(rolesIn("D/real", "D/fake", "loss/D")["D/real"]).toBe("other");
  });

  it("gives the generator the one rate and the one gradient that has no owner beside the discriminator's", () => {
    expect(rolesIn("lr", "lr_disc").lr).toBe("lr.g");
    expect(rolesIn("lr", "lr_head", "lr_disc").lr).toBe("lr");
    expect(rolesIn("grad_norm", "grad_norm_d").grad_norm).toBe("grad.g");
  });

  it("takes a plain accuracy for the discriminator's only where nothing but two players is logged", () => {
    expect(rolesIn("acc", "d_loss", "g_loss").acc).toBe("d.acc");
    expect(rolesIn("acc", "d_loss", "g_loss", "cls_loss").acc).toBe("other");
    expect(rolesIn("acc", "loss")).toEqual({ acc: "other", loss: "other" });
  });

  it("reads source and target as sides of a domain discriminator where the task's loss stands apart", () => {
    expect(rolesIn("loss/source domain loss", "loss/class loss")["loss/source domain loss"]).toBe(
      "d.loss.real",
    );
    expect(rolesIn("loss/source domain loss")["loss/source domain loss"]).toBe("other");
  });

  it("takes D_real for an output where its values go below zero", () => {
    const columns = {
      steps: new BigInt64Array(2),
      wallTimes: new Float64Array(2),
      values: Float64Array.of(0.4, -3),
    };
    const [given] = recogniseRoles([{ run: "", tag: "D_real", kind: "scalar" }], () => columns);
    expect(given?.role).toBe("d.out.real");
  });

  it.each([
    ["D/val", "d.out.heldOut"],
    ["D_real/validation", "d.out.heldOut"],
    ["D/val_loss", "other"],
    ["G/val", "other"],
  ])("takes the histogram %s for %s", (tag, role) => {
    expect(recogniseRoles([{ run: "", tag, kind: "histogram" }])[0]?.role).toBe(role);
  });

  it("takes both sides for outputs where one of them goes below zero, of each discriminator", () => {
    const valuesOf: Record<string, readonly number[]> = { "D1/real": [0.4, 3], "D1/fake": [0.2, -3] };
    const tags = ["D1/real", "D1/fake", "D2/real", "D2/fake", "D_loss/total", "G_loss/total"];
    const given = recogniseRoles(
      tags.map((tag) => ({ run: "", tag, kind: "scalar" as const })),
      (_, tag) => ({
        steps: BigInt64Array.of(0n, 5n),
        wallTimes: new Float64Array(2),
        values: Float64Array.from(valuesOf[tag.replace("D2", "D1")] ?? [1, 1]),
      }),
    );
    expect(given.slice(0, 4).map(({ role }) => role)).toEqual([
      "d.out.real",
      "d.out.fake",
      "d.out.real",
      "d.out.fake",
    ]);
  });

  it("takes what adds up to the discriminator's loss for losses, and what it is the difference of for outputs", () => {
    const columns = (...values: readonly number[]) => ({
      steps: BigInt64Array.from(values, (_, i) => BigInt(i)),
      wallTimes: new Float64Array(values.length),
      values: Float64Array.from(values),
    });
    const rolesBy = (whole: readonly number[], real: readonly number[], fake: readonly number[]) => {
      const series: Record<string, ReturnType<typeof columns>> = {
        "loss/D": columns(...whole),
        "D/real": columns(...real),
        "D/fake": columns(...fake),
      };
      const tags = Object.keys(series).map((tag) => ({ run: "", tag, kind: "scalar" as const }));
      return recogniseRoles(tags, (_run, tag) => series[tag] ?? null).map(({ role }) => role);
    };
    const [real, fake] = [
      [0.3, 0.4, 0.35],
      [0.5, 0.2, 0.45],
    ] as const;
    expect(rolesBy([0.8, 0.6, 0.8], real, fake)).toEqual(["d.loss", "d.loss.real", "d.loss.fake"]);
    expect(rolesBy([0.4, 0.3, 0.4], real, fake)).toEqual(["d.loss", "d.loss.real", "d.loss.fake"]);
    expect(rolesBy([0.2, -0.2, 0.1], real, fake)).toEqual(["d.loss", "d.out.real", "d.out.fake"]);
    expect(rolesBy([1.2, 1.1, 1.3], real, fake)).toEqual(["d.loss", "other", "other"]);
  });

  it("sees no game where adversarial examples or a plain classifier are trained", () => {
    const runs = [
      ["train/adv_loss", "train/adv_acc", "lr", "eps"],
      ["adv_train_loss", "nat_val_top1", "adv_val_top1"],
      ["loss/train", "acc/train", "accuracy", "val/loss"],
      ["critic_loss", "actor_loss", "reward", "critic_grad_norm"],
    ];
    for (const tags of runs) {
      const roles = recogniseRoles(tags.map((tag) => ({ run: "", tag, kind: "scalar" as const })));
      expect(recogniseGames(roles)).toEqual([]);
    }
  });

  it("tells the generator's total from its adversarial term by what else is logged", () => {
    expect(rolesIn("g_loss", "d_loss").g_loss).toBe("g.loss.main");
    expect(rolesIn("g_loss", "d_loss", "D(x)").g_loss).toBe("g.loss.main");
    expect(rolesIn("g_loss", "adv_loss", "d_loss").g_loss).toBe("g.loss.total");
    expect(rolesIn("g_loss", "g_loss_adv", "d_loss").g_loss).toBe("g.loss.total");
    expect(rolesIn("g_loss", "rec_loss", "total_loss", "d_loss").g_loss).toBe("g.loss.adv");
    expect(rolesIn("g_loss", "mel_loss", "d_loss").g_loss).toBe("g.loss.main");
  });

  it("prefers the first of two D(G(z)), which is from before the discriminator's update", () => {
    const [first, second] = recogniseRoles(
      ["D_G_z1", "D(G(z))_after"].map((tag) => ({ run: "", tag, kind: "scalar" })),
    );
    expect(first).toMatchObject({ role: "d.out.fake", confidence: 0.95 });
    expect(second).toMatchObject({ role: "d.out.fake", confidence: 0.7 });
  });

  it("takes bare network names for losses only as a pair", () => {
    expect(rolesIn("G", "D")).toEqual({ G: "g.loss.adv", D: "d.loss" });
    expect(rolesIn("D")).toEqual({ D: "other" });
  });

  it("takes a critic beside rewards for a value function", () => {
    expect(rolesIn("Critic/Loss", "Actor/Loss", "reward")["Critic/Loss"]).toBe("other");
    expect(rolesIn("Critic/Loss", "learning_rate_critic")).toEqual({
      "Critic/Loss": "other",
      learning_rate_critic: "other",
    });
    expect(rolesIn("loss/critic", "loss/generator")["loss/critic"]).toBe("d.loss");
  });

  it("reads the role from the run's name where add_scalars put it", () => {
    const given = recogniseRoles([
      { run: "logs/Loss_D_loss", tag: "Loss", kind: "scalar" },
      { run: "logs/Loss_G_loss", tag: "Loss", kind: "scalar" },
    ]);
    expect(given.map(({ role }) => role)).toEqual(["d.loss", "g.loss.main"]);
  });

  it("takes ten thousand hostile characters in its stride", () => {
    const hostile = ["(", "D(", "aA", "generatorgenerator", "g_", "a/", "dis", "1a", "loss "];
    for (const piece of hostile) {
      const tag = piece.repeat(Math.ceil(10_000 / piece.length));
      expect(roleOf(tag).reason.length).toBeLessThan(500);
      expect(roleOf(tag, "image").tag).toBe(tag);
    }
  });
});
