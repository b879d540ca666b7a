/** Names whose writer is known, word for word: the product's own tags, two articles' and one large family's. */
import type { Role, ValueKind } from "../model/index.ts";
import { LAYER_WISE_ROLES } from "./layer.ts";
import { CONFIDENCE, type Question } from "./rule.ts";

export interface ExactName {
  /** A whole tag; ending in "/" it stands for every tag below it, whose rest is a layer or encoder. */
  readonly name: string;
  /** "" unless only the tags below `name` that end so are meant. */
  readonly ending?: string;
  readonly kinds: readonly ValueKind[];
  readonly role: Role;
  readonly confidence: number;
  readonly because: string;
  readonly question?: Question;
}

const MEDIA_KINDS = ["image", "audio", "text"] as const;
const SCALAR = ["scalar"] as const;
const HISTOGRAM = ["histogram"] as const;
const OUTPUT_KINDS = ["histogram", "scalar"] as const;

function canonical(name: string, kinds: readonly ValueKind[], role: Role): ExactName {
  return { name, kinds, role, confidence: CONFIDENCE.certain, because: "a canonical tag" };
}

const CANONICAL: readonly ExactName[] = [
  { ...canonical("generator/loss", SCALAR, "g.loss.adv"), question: "main-generator-loss" },
  canonical("discriminator/loss", SCALAR, "d.loss"),
  canonical("discriminator/loss/real", SCALAR, "d.loss.real"),
  canonical("discriminator/loss/fake", SCALAR, "d.loss.fake"),
  canonical("discriminator/accuracy/real", SCALAR, "d.acc.real"),
  canonical("discriminator/accuracy/fake", SCALAR, "d.acc.fake"),
  canonical("discriminator/logits/real", OUTPUT_KINDS, "d.out.real"),
  canonical("discriminator/logits/fake", OUTPUT_KINDS, "d.out.fake"),
  canonical("discriminator/logits/held_out", OUTPUT_KINDS, "d.out.heldOut"),
  canonical("generator/label_agreement", SCALAR, "g.labels"),
  canonical("discriminator/logits/other_labels", HISTOGRAM, "d.out.relabelled"),
  canonical("discriminator/label_margin", HISTOGRAM, "d.labelMargin"),
  canonical("generator/weights/", HISTOGRAM, "weights.g"),
  canonical("discriminator/weights/", HISTOGRAM, "weights.d"),
  canonical("generator/gradients/", HISTOGRAM, "grad.g"),
  canonical("discriminator/gradients/", HISTOGRAM, "grad.d"),
  canonical("generator/gradient_norm/", SCALAR, "grad.g"),
  canonical("discriminator/gradient_norm/", SCALAR, "grad.d"),
  canonical("generator/update_ratio/", SCALAR, "update.g"),
  canonical("discriminator/update_ratio/", SCALAR, "update.d"),
  canonical("generator/dead_units/", SCALAR, "dead.g"),
  canonical("discriminator/dead_units/", SCALAR, "dead.d"),
  canonical("generator/saturated_units/", SCALAR, "saturated.g"),
  canonical("discriminator/saturated_units/", SCALAR, "saturated.d"),
  canonical("generator/gradient_cosine", SCALAR, "direction.g"),
  canonical("discriminator/gradient_cosine", SCALAR, "direction.d"),
  canonical("generator/non_finite/", SCALAR, "instrument"),
  canonical("discriminator/non_finite/", SCALAR, "instrument"),
  canonical("penalty/gradient", SCALAR, "gp"),
  canonical("penalty/gradient_norm", SCALAR, "gp.norm"),
  canonical("penalty/gradient-norm", SCALAR, "gp.norm"),
  canonical("penalty/r1", SCALAR, "r1"),
  canonical("nashboard/", [...SCALAR, "text"], "instrument"),
  canonical("generator/learning_rate", SCALAR, "lr.g"),
  canonical("discriminator/learning_rate", SCALAR, "lr.d"),
  canonical("mixed_precision/scale", SCALAR, "amp.scale"),
  canonical("generator/signal_at_samples", SCALAR, "grad.samples"),
  canonical("samples/fixed_noise", MEDIA_KINDS, "sample.fixed"),
  canonical("samples/random", MEDIA_KINDS, "sample.fake"),
  canonical("samples/other_labels", MEDIA_KINDS, "sample.relabelled"),
  canonical("samples/training_mode", MEDIA_KINDS, "sample.trainingMode"),
  canonical("samples/average", MEDIA_KINDS, "sample.average"),
  canonical("samples/real", MEDIA_KINDS, "sample.real"),
  { ...canonical("features/", ["tensor"], "features.real"), ending: "/real" },
  { ...canonical("features/", ["tensor"], "features.fake"), ending: "/fake" },
  { ...canonical("features/", ["tensor"], "features.heldOut"), ending: "/held_out" },
  canonical("quality/fid", SCALAR, "metric.fid"),
  canonical("quality/fid_ema", SCALAR, "metric.fid"),
  canonical("quality/kid", SCALAR, "metric.kid"),
  canonical("quality/is", SCALAR, "metric.is"),
  canonical("quality/inception_score", SCALAR, "metric.is"),
  canonical("quality/precision", SCALAR, "metric.prec"),
  canonical("quality/recall", SCALAR, "metric.recall"),
  canonical("quality/", SCALAR, "metric.other"),
];

function named(name: string, kinds: readonly ValueKind[], role: Role, because: string): ExactName {
  return { name, kinds, role, confidence: CONFIDENCE.certain, because };
}

const ARTICLES: readonly ExactName[] = [
  {
    ...named("gen_loss", SCALAR, "g.loss.adv", "the generator's loss"),
    question: "main-generator-loss",
  },
  named("disc_loss", SCALAR, "d.loss", "the discriminator's loss"),
  named("real_accuracy", SCALAR, "d.acc.real", "share of real samples taken for real"),
  named("fake_accuracy", SCALAR, "d.acc.fake", "share of generated samples taken for generated"),
  named("generator/grads/", HISTOGRAM, "grad.g", "gradients of one variable"),
  named("discriminator/grads/", HISTOGRAM, "grad.d", "gradients of one variable"),
  named("generator/grad_norm/", SCALAR, "grad.g", "norm of one variable's gradient"),
  named("discriminator/grad_norm/", SCALAR, "grad.d", "norm of one variable's gradient"),
  named("generator_output", MEDIA_KINDS, "sample.fixed", "the name goes with samples drawn from fixed noise"),
  named(
    "discriminator_real_output",
    OUTPUT_KINDS,
    "d.out.real",
    "the discriminator's output on real samples",
  ),
  named(
    "discriminator_fake_output",
    OUTPUT_KINDS,
    "d.out.fake",
    "the discriminator's output on generated samples",
  ),
  named("feature_distance", SCALAR, "metric.featureDistance", "distance between real and generated features"),
  named("jensen_shannon_divergence", SCALAR, "metric.jsd", "divergence of the discriminator's scores"),
];

const DCGAN_OUTPUT =
  "a histogram of the discriminator's outputs as DCGAN for TensorFlow and its descendants name it";

const DCGAN: readonly ExactName[] = [
  { ...named("d", HISTOGRAM, "d.out.real", DCGAN_OUTPUT), confidence: CONFIDENCE.likely },
  { ...named("d_", HISTOGRAM, "d.out.fake", DCGAN_OUTPUT), confidence: CONFIDENCE.likely },
];

const STYLEGAN_REGULARISATION = "lazy regularisation as StyleGAN2-ADA and its descendants name it";

const STYLEGAN_OUTPUT = "the discriminator's outputs as the StyleGAN family names them";
const MAYBE_MARGIN = { confidence: CONFIDENCE.clear, question: "output-or-margin" } as const;

const STYLEGAN: readonly ExactName[] = [
  { ...named("Loss/D/reg", SCALAR, "r1", STYLEGAN_REGULARISATION), confidence: CONFIDENCE.likely },
  { ...named("Loss/scores/real", SCALAR, "d.out.real", STYLEGAN_OUTPUT), ...MAYBE_MARGIN },
  { ...named("Loss/scores/fake", SCALAR, "d.out.fake", STYLEGAN_OUTPUT), ...MAYBE_MARGIN },
  { ...named("Loss/signs/real", SCALAR, "d.sign.real", STYLEGAN_OUTPUT), ...MAYBE_MARGIN },
  { ...named("Loss/signs/fake", SCALAR, "d.sign.fake", STYLEGAN_OUTPUT), ...MAYBE_MARGIN },
  named("r_t_stat", SCALAR, "d.sign.real", "the mean sign of outputs that steers adaptive augmentation"),
  { ...named("Loss/G/reg", SCALAR, "pl", STYLEGAN_REGULARISATION), confidence: CONFIDENCE.likely },
];

const ADVERSARIAL_MOTION_PRIORS: readonly ExactName[] = [
  {
    ...named("Loss/AMP_grad", SCALAR, "gp", "the gradient penalty of adversarial motion priors"),
    confidence: CONFIDENCE.likely,
  },
];

const ALL = [...CANONICAL, ...ARTICLES, ...DCGAN, ...STYLEGAN, ...ADVERSARIAL_MOTION_PRIORS];
const WHOLE_TAGS = new Map(ALL.filter(({ name }) => !name.endsWith("/")).map((entry) => [entry.name, entry]));
const FOLDERS = ALL.filter(({ name }) => name.endsWith("/"));

export interface ExactMatch {
  readonly entry: ExactName;
  /** What stands below the folder: a layer; "" for a whole tag and where an ending closes it. */
  readonly layer: string;
}

export function exactMatch(tag: string, kind: ValueKind): ExactMatch | undefined {
  const whole = WHOLE_TAGS.get(tag);
  if (whole?.kinds.includes(kind)) return { entry: whole, layer: "" };
  const folder = FOLDERS.find(
    ({ name, ending, kinds }) =>
      kinds.includes(kind) &&
      tag.startsWith(name) &&
      tag.length > name.length + (ending ?? "").length &&
      tag.endsWith(ending ?? ""),
  );
  if (folder === undefined) return undefined;
  const isLayerWise = LAYER_WISE_ROLES.has(folder.role);
  return { entry: folder, layer: isLayerWise ? tag.slice(folder.name.length) : "" };
}
