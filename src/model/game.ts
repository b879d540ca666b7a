/** The words of the game: players, sides, roles of tags, loss families and their chance levels. */

export type Player = "generator" | "discriminator";
export type Side = "real" | "fake" | "heldOut";

/**
 * What a tag means in the game, named as in the project's survey of logging code:
 * `g.` generator, `d.` discriminator, `.loss` `.out` `.acc`, then the side.
 * `d.sign.…` is the mean sign of the output, in [−1, 1]: an accuracy in other units.
 * `g.fool` is the share of generated samples taken for real, `g.labels` that of those read as the label asked for, `spectral.…` a largest singular value of weights,
 * `aug.p` the probability of adaptive augmentation, `adv.weight` what the adversarial term is multiplied by.
 * `direction.…` is the cosine between a player's gradients of two consecutive steps, `instrument` what the
 * project's own instruments say of themselves: values dropped, values not finite, checks before the start.
 * `d.out.relabelled` is the output on real samples under labels that are not theirs, `d.labelMargin` what that is less; `sample.relabelled`,
 * `sample.trainingMode` and `sample.average` are drawn from the same noise as `sample.fixed`, under other labels, by a
 * generator in training mode, and with the moving average of its weights.
 * A layer-wise role carries its layer in `RoleOfTag.layer`.
 */
export const ROLES = [
  "g.loss.adv",
  "g.loss.total",
  "g.loss.main",
  "g.loss.aux",
  "d.loss",
  "d.loss.total",
  "d.loss.real",
  "d.loss.fake",
  "d.loss.aux",
  "d.acc",
  "d.acc.real",
  "d.acc.fake",
  "d.out.real",
  "d.out.fake",
  "d.out.heldOut",
  "d.out.relabelled",
  "d.sign.real",
  "d.sign.fake",
  "d.margin",
  "d.labelMargin",
  "d.entropy",
  "g.fool",
  "g.labels",
  "wdist",
  "grad.g",
  "grad.d",
  "update.g",
  "update.d",
  "dead.g",
  "dead.d",
  "saturated.g",
  "saturated.d",
  "direction.g",
  "direction.d",
  "weights.g",
  "weights.d",
  "grad.samples",
  "spectral.g",
  "spectral.d",
  "gp",
  "gp.norm",
  "r1",
  "r2",
  "pl",
  "lr.g",
  "lr.d",
  "lr",
  "aug.p",
  "adv.weight",
  "amp.scale",
  "sample.fixed",
  "sample.fake",
  "sample.real",
  "sample.relabelled",
  "sample.trainingMode",
  "sample.average",
  "sample.rec",
  "sample.other",
  "features.real",
  "features.fake",
  "features.heldOut",
  "metric.fid",
  "metric.kid",
  "metric.is",
  "metric.prec",
  "metric.recall",
  "metric.featureDistance",
  "metric.jsd",
  "metric.other",
  "hparam",
  "timing",
  "instrument",
  "other",
] as const;
export type Role = (typeof ROLES)[number];

/** A tag with the role it was given, how sure that is (0–1) and why, in words. */
export interface RoleOfTag {
  readonly run: string;
  readonly tag: string;
  readonly role: Role;
  readonly confidence: number;
  readonly reason: string;
  /** Layer or parameter name of a layer-wise role; "" where the role is not layer-wise. */
  readonly layer: string;
  /** Where the user has said otherwise than was recognised. */
  readonly correction?: RoleCorrection;
  /** The user says that it is logged with the opposite sign of what its role means. */
  readonly isInverted?: true;
}

/** The entry of the user's corrections that decided a role, and what it overrules. */
export interface RoleCorrection {
  readonly runPattern: string;
  readonly tagPattern: string;
  readonly recognised: Pick<RoleOfTag, "role" | "confidence" | "reason">;
}

export const LOSS_FAMILIES = [
  "bce-ns",
  "bce-saturating",
  "hinge",
  "lsgan",
  "wasserstein",
  "relativistic",
  "unknown",
] as const;
export type LossFamily = (typeof LOSS_FAMILIES)[number];

/** The loss values of a discriminator that knows nothing, in nats; null where the family has no such level. */
export interface ChanceLevel {
  readonly generator: number | null;
  readonly discriminator: number | null;
}

/**
 * What the adversarial loss is for: a generator of samples; features that a discriminator of domains cannot
 * tell apart, where chance is the goal; or a policy that imitates demonstrations (GAIL, AMP).
 */
export type GameKind = "generative" | "domain-adversarial" | "imitation";

/** How a game's losses and outputs are written into the log; null where neither names nor values tell. */
export interface GameConventions {
  /** The discriminator's loss is this times both sides of one discriminator: ½ where averaged, k where k are added up. */
  readonly discriminatorFactor: number | null;
  /** The generator's adversarial term, as logged, is this times that of one discriminator. */
  readonly generatorFactor: number | null;
  /** What the adversarial term, as logged, is multiplied by in the generator's whole loss. */
  readonly adversarialWeight: number | null;
  /** "maximised": a critic's estimate is logged rather than the loss that it minimises. */
  readonly discriminatorSign: "minimised" | "maximised" | null;
  /** "low": the discriminator is trained to put out less on real samples, as where label 1 means generated. */
  readonly realOutputs: "high" | "low" | null;
  readonly outputs: "logits" | "probabilities" | null;
}

/** One generator against one adversary, as recognised in a run. */
export interface Game {
  readonly name: string;
  readonly kind: GameKind;
  readonly lossFamily: LossFamily;
  readonly chanceLevel: ChanceLevel;
  readonly conventions: GameConventions;
  readonly confidence: number;
  readonly reason: string;
  /** Where the user has said otherwise than was recognised. */
  readonly correction?: FamilyCorrection;
}

/** As `RoleCorrection`, for the loss family of a run's games. */
export interface FamilyCorrection {
  readonly runPattern: string;
  readonly recognised: Pick<Game, "lossFamily" | "confidence" | "reason">;
}
