/** Roles, loss families and chance levels in the words of somebody who trains a GAN. */
import type { LossFamily, Player, Role, Side } from "../../model/index.ts";
import { formatValue } from "../../plots/index.ts";

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  "g.loss.adv": "generator loss",
  "g.loss.total": "generator loss, total",
  "g.loss.main": "generator loss, main task",
  "g.loss.aux": "generator loss, auxiliary",
  "d.loss": "discriminator loss",
  "d.loss.total": "discriminator loss, total",
  "d.loss.real": "discriminator loss on real",
  "d.loss.fake": "discriminator loss on generated",
  "d.loss.aux": "discriminator loss, auxiliary",
  "d.acc": "discriminator accuracy",
  "d.acc.real": "accuracy on real",
  "d.acc.fake": "accuracy on generated",
  "d.out.real": "outputs on real",
  "d.out.fake": "outputs on generated",
  "d.out.heldOut": "outputs on held-out real",
  "d.out.relabelled": "outputs on real under other labels",
  "d.sign.real": "mean sign of outputs on real",
  "d.sign.fake": "mean sign of outputs on generated",
  "d.margin": "discriminator margin",
  "d.labelMargin": "what the label adds to outputs on real",
  "d.entropy": "discriminator entropy",
  "g.fool": "share of generated samples taken for real",
  "g.labels": "share of generated samples with the label asked for",
  wdist: "Wasserstein estimate",
  "grad.g": "generator gradient",
  "grad.d": "discriminator gradient",
  "update.g": "generator update ratio",
  "update.d": "discriminator update ratio",
  "dead.g": "dead units, generator",
  "dead.d": "dead units, discriminator",
  "saturated.g": "saturated units, generator",
  "saturated.d": "saturated units, discriminator",
  "direction.g": "gradient direction, generator",
  "direction.d": "gradient direction, discriminator",
  "weights.g": "generator weights",
  "weights.d": "discriminator weights",
  "grad.samples": "gradient at the samples",
  "spectral.g": "spectral norm, generator",
  "spectral.d": "spectral norm, discriminator",
  gp: "gradient penalty",
  "gp.norm": "gradient norm in the penalty",
  r1: "R1 penalty",
  r2: "R2 penalty",
  pl: "path length",
  "lr.g": "learning rate, generator",
  "lr.d": "learning rate, discriminator",
  lr: "learning rate",
  "aug.p": "augmentation probability",
  "adv.weight": "weight of the adversarial term",
  "amp.scale": "mixed-precision loss scale",
  "sample.fixed": "samples from fixed noise",
  "sample.fake": "generated samples",
  "sample.real": "real samples",
  "sample.relabelled": "samples from fixed noise under other labels",
  "sample.trainingMode": "samples from fixed noise in training mode",
  "sample.average": "samples from fixed noise with averaged weights",
  "sample.rec": "reconstructions",
  "sample.other": "other images or sounds",
  "features.real": "features of real",
  "features.fake": "features of generated",
  "features.heldOut": "features of held-out real",
  "metric.fid": "FID",
  "metric.kid": "KID",
  "metric.is": "Inception score",
  "metric.prec": "precision",
  "metric.recall": "recall",
  "metric.featureDistance": "feature distance",
  "metric.jsd": "Jensen–Shannon divergence",
  "metric.other": "quality metric",
  hparam: "hyper-parameter",
  timing: "timing",
  instrument: "from the instruments",
  other: "no known role",
};

const FAMILY_WORDS: Readonly<Record<LossFamily, string>> = {
  "bce-ns": "non-saturating BCE",
  "bce-saturating": "saturating BCE",
  hinge: "hinge",
  lsgan: "least squares",
  wasserstein: "Wasserstein",
  relativistic: "relativistic",
  unknown: "an unknown loss",
};

/** Where cross-entropy is measured in nats, a difference is a number of nats; elsewhere losses have no unit. */
const NATS_FAMILIES: readonly LossFamily[] = ["bce-ns", "bce-saturating", "relativistic"];

/** Chance levels are computed, not measured, so they agree to rounding. */
const LEVEL_TOLERANCE = 1e-3;
const LEVEL_DIGITS = 3;
const NAMED_LEVELS: readonly (readonly [number, string])[] = [
  [2 * Math.LN2, "2 ln 2"],
  [Math.LN2, "ln 2"],
  [-Math.LN2, "−ln 2"],
];

export function roleWords(role: Role): string {
  return ROLE_WORDS[role];
}

export function familyWords(family: LossFamily): string {
  return FAMILY_WORDS[family];
}

export function lossUnit(family: LossFamily): string {
  return NATS_FAMILIES.includes(family) ? "nats" : "";
}

/** "2 ln 2: D is guessing". */
export function chanceLabel(player: Player, value: number): string {
  const named = NAMED_LEVELS.find(([level]) => Math.abs(level - value) < LEVEL_TOLERANCE);
  const level = named?.[1] ?? formatValue(Number(value.toPrecision(LEVEL_DIGITS)));
  return player === "discriminator" ? `${level}: D is guessing` : `${level}: G at chance`;
}

export function playerOf(role: Role): Player | undefined {
  if (/^g\.|\.g$/.test(role)) return "generator";
  return /^d\.|\.d$/.test(role) ? "discriminator" : undefined;
}

export function sideOf(role: Role): Side | undefined {
  if (role.endsWith(".real")) return "real";
  if (role.endsWith(".fake")) return "fake";
  return role.endsWith(".heldOut") ? "heldOut" : undefined;
}

/** Whose a line is: the side's where it has one, as then the player goes without saying. */
export function ownerOf(role: Role): { readonly player?: Player; readonly side?: Side } {
  const side = sideOf(role);
  const player = playerOf(role);
  if (side !== undefined) return { side };
  return player === undefined ? {} : { player };
}

/** The run at the root of a log directory has no name of its own. */
export function runWords(run: string): string {
  return run === "" || run === "." ? "(log directory)" : run;
}

/** What a line is called under a heading that gives its whole tag. */
export function lastPart(tag: string): string {
  return tag.slice(tag.lastIndexOf("/") + 1) || tag;
}
