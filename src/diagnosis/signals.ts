/** What rules can ask for: each quantity of the game under one name and unit, wherever a log keeps it. */
import { derived, layered, perLayer, type Signal, scalar } from "./signal.ts";

const LOG_LOGITS = "discriminator/logits/real and discriminator/logits/fake as histograms of raw outputs";
const LOG_HELD_OUT = "discriminator/logits/held_out: outputs on real samples that are never trained on";
export const LOG_SAMPLES = "samples/fixed_noise and samples/real as single images, 64 or more of each";
export const LOG_LONE_SAMPLES =
  "samples/fixed_noise: 16 or more generated images a step, single or as a grid";
const LOG_VALUES =
  "histograms of generated and of real values: generated/x and real/x of points, a pair a column of tables";
const LOG_POINTS =
  "of points in a plane a scatter plot a step: real beside generated, two colours, fixed axes";
const LOG_LABELS =
  "of a conditional game discriminator/label_margin, outputs on real samples less those under other labels, as a histogram; and samples/other_labels";
const LOG_FEATURES = "features/<encoder>/real and features/<encoder>/fake as [samples × features] tensors";

const perColumn = (metric: string, unit: string): Signal => ({
  unit,
  sources: [{ metric }],
  logThis: LOG_VALUES,
  isLayered: true,
});
const preflight = (mode: string): Signal => ({
  unit: "severity",
  sources: [{ tag: `nashboard/preflight/${mode}` }],
  logThis: "what preflight finds: let nashboard's instruments check the game before its first step",
});

export const SIGNALS = {
  "preflight/F09": preflight("F09"),
  "preflight/F14": preflight("F14"),
  "preflight/F19": preflight("F19"),
  "preflight/F20": preflight("F20"),
  "preflight/F25": preflight("F25"),
  "generator/loss": scalar(
    ["g.loss.adv", "g.loss.main", "g.loss.total"],
    "",
    "generator/loss: the adversarial term alone",
  ),
  "discriminator/loss": {
    unit: "",
    sources: [{ role: "d.loss" }, { role: "d.loss.total" }, { sumOf: ["d.loss.real", "d.loss.fake"] }],
    logThis: "discriminator/loss without its penalties",
  },
  "discriminator/loss/real": scalar(["d.loss.real"], "", "discriminator/loss/real"),
  "discriminator/loss/fake": scalar(["d.loss.fake"], "", "discriminator/loss/fake"),
  "discriminator/accuracy/real": {
    unit: "share",
    sources: [
      { role: "d.acc.real", as: "share" },
      { role: "d.sign.real", as: "sign" },
      { metric: "outputs/accuracy/real" },
    ],
    logThis: "discriminator/accuracy/real",
  },
  "discriminator/accuracy/fake": {
    unit: "share",
    sources: [
      { role: "d.acc.fake", as: "share" },
      { role: "d.sign.fake", as: "sign" },
      { metric: "outputs/accuracy/fake" },
    ],
    logThis: "discriminator/accuracy/fake",
  },
  "discriminator/output/real": {
    unit: "",
    sources: [{ role: "d.out.real" }, { metric: "outputs/mean/real" }],
    logThis: LOG_LOGITS,
  },
  "discriminator/output/fake": {
    unit: "",
    sources: [{ role: "d.out.fake" }, { metric: "outputs/mean/fake" }],
    logThis: LOG_LOGITS,
  },
  "discriminator/output/held-out": scalar(["d.out.heldOut"], "", LOG_HELD_OUT),
  "generator/gradient-norm": scalar(["grad.g"], "", "generator/gradient_norm before any clipping"),
  "discriminator/gradient-norm": scalar(["grad.d"], "", "discriminator/gradient_norm before any clipping"),
  "generator/gradient-norm/layers": {
    unit: "",
    sources: [{ role: "grad.g" }, { metric: "gradients/generator/*" }],
    logThis: "generator/gradient_norm/<layer> before any clipping",
    isLayered: true,
  },
  "discriminator/gradient-norm/layers": {
    unit: "",
    sources: [{ role: "grad.d" }, { metric: "gradients/discriminator/*" }],
    logThis: "discriminator/gradient_norm/<layer> before any clipping",
    isLayered: true,
  },
  "generator/update-ratio/layers": layered("update.g", "", "generator/update_ratio/<layer>"),
  "discriminator/update-ratio/layers": layered("update.d", "", "discriminator/update_ratio/<layer>"),
  "generator/dead-units/layers": layered("dead.g", "share", "generator/dead_units/<layer>"),
  "discriminator/dead-units/layers": layered("dead.d", "share", "discriminator/dead_units/<layer>"),
  "generator/signal-at-samples": scalar(["grad.samples"], "", "generator/signal_at_samples"),
  "generator/label-agreement": scalar(
    ["g.labels"],
    "share",
    "generator/label_agreement: the share of samples that a classifier reads as the label asked for",
  ),
  "generator/weight-size/layers": perLayer("weights/generator/*", "generator/weights/<layer> as histograms"),
  "discriminator/weight-size/layers": perLayer(
    "weights/discriminator/*",
    "discriminator/weights/<layer> as histograms",
  ),
  "generator/weight-change/layers": perLayer(
    "weight-change/generator/*",
    "generator/weights/<layer> as histograms",
  ),
  "discriminator/weight-change/layers": perLayer(
    "weight-change/discriminator/*",
    "discriminator/weights/<layer> as histograms",
  ),
  "generator/gradient-cosine": scalar(
    ["direction.g"],
    "cosine",
    "generator/gradient_cosine between the gradients of two consecutive steps",
  ),
  "discriminator/gradient-cosine": scalar(
    ["direction.d"],
    "cosine",
    "discriminator/gradient_cosine between the gradients of two consecutive steps",
  ),
  "penalty/gradient": scalar(["gp"], "", "the gradient penalty, weighted as it enters the loss"),
  "penalty/gradient-norm": scalar(["gp.norm"], "", "the critic's input-gradient norm at interpolates"),
  "penalty/r1": scalar(["r1", "r2"], "", "the R1 penalty"),
  "learning-rate/generator": scalar(["lr.g", "lr"], "", "the generator's learning rate"),
  "learning-rate/discriminator": scalar(["lr.d", "lr"], "", "the discriminator's learning rate"),
  "augmentation/probability": scalar(
    ["aug.p"],
    "probability",
    "augmentation/probability: the strength of adaptive augmentation",
  ),
  "mixed-precision/scale": scalar(["amp.scale"], "", "mixed_precision/scale: the gradient scaler's factor"),
  "generator/spectral-norm/layers": layered(
    "spectral.g",
    "",
    "generator/spectral_norm/<layer>: the largest singular value of each weight",
  ),
  "discriminator/spectral-norm/layers": layered("spectral.d", "", "discriminator/spectral_norm/<layer>"),
  "quality/frechet-distance": {
    unit: "",
    sources: [{ role: "metric.fid" }, { metric: "features/*/frechet-distance" }],
    logThis: LOG_FEATURES,
  },
  "quality/frechet-chance": {
    unit: "",
    sources: [{ chanceOf: "quality/frechet-distance" }],
    logThis: LOG_FEATURES,
  },
  "quality/frechet-distance/average": {
    unit: "",
    sources: [{ role: "metric.fid", of: "average" }],
    logThis:
      "the FID of the moving average of the generator's weights beside its own, such as fid_ema and fid",
  },
  "quality/kernel-distance": {
    unit: "",
    sources: [{ role: "metric.kid" }, { metric: "features/*/kernel-distance" }],
    logThis: LOG_FEATURES,
  },
  "outputs/auc": derived("outputs/auc", "probability", LOG_LOGITS),
  "outputs/jensen-shannon": derived("outputs/jensen-shannon", "nats", LOG_LOGITS),
  "outputs/occupancy": derived("outputs/occupancy", "share", LOG_LOGITS),
  "outputs/mean/real": derived("outputs/mean/real", "output", LOG_LOGITS),
  "outputs/mean/fake": derived("outputs/mean/fake", "output", LOG_LOGITS),
  "outputs/spread/real": derived("outputs/spread/real", "logits", LOG_LOGITS),
  "outputs/spread/fake": derived("outputs/spread/fake", "logits", LOG_LOGITS),
  "outputs/wasserstein": derived("outputs/wasserstein", "logits", LOG_LOGITS),
  "outputs/real-sign": {
    unit: "",
    sources: [{ role: "d.sign.real" }, { metric: "outputs/real-sign" }],
    logThis: LOG_LOGITS,
  },
  "outputs/held-out-auc": derived("outputs/held-out-auc", "probability", LOG_HELD_OUT),
  "outputs/label-margin": derived("outputs/label-margin", "output", LOG_LABELS),
  "samples/label-effect": derived("samples/label-effect", "ratio to two samples", LOG_LABELS),
  "samples/mode-effect": derived(
    "samples/mode-effect",
    "ratio to two samples",
    "samples/training_mode beside samples/fixed_noise: the same noise, the generator in training mode",
  ),
  "samples/average-energy": derived(
    "samples/average-energy",
    "energy coefficient",
    "samples/average and samples/real: images drawn with the moving average of the generator's weights",
  ),
  "values/spread-ratio/columns": perColumn("values/spread-ratio/*", "ratio to real"),
  "values/occupancy/columns": perColumn("values/occupancy/*", "share"),
  "values/distance/columns": perColumn("values/distance/*", "spreads of the data"),
  "values/movement/columns": perColumn("values/movement/*", "share"),
  "points/coverage": derived("points/coverage", "share of the attainable", LOG_POINTS),
  "points/precision": derived("points/precision", "share", LOG_POINTS),
  "points/spread-ratio": derived("points/spread-ratio", "ratio to real", LOG_POINTS),
  "points/area-ratio": derived("points/area-ratio", "ratio to real", LOG_POINTS),
  "points/movement": derived("points/movement", "share", LOG_POINTS),
  "samples/diversity-ratio": derived("samples/diversity-ratio", "ratio", LOG_SAMPLES),
  "samples/energy": derived("samples/energy", "energy coefficient", LOG_SAMPLES),
  "samples/energy/by-luck": derived("samples/energy/by-luck", "energy coefficient", LOG_SAMPLES),
  "samples/variety": derived("samples/variety", "ratio to unrelated", LOG_LONE_SAMPLES),
  "samples/variety/real": derived("samples/variety/real", "ratio to unrelated", LOG_SAMPLES),
  "samples/twins": derived("samples/twins", "share", LOG_LONE_SAMPLES),
  "samples/twins/real": derived("samples/twins/real", "share", LOG_SAMPLES),
  "samples/repeats": derived("samples/repeats", "share of pairs", LOG_LONE_SAMPLES),
  "samples/repeats/real": derived("samples/repeats/real", "share of pairs", LOG_SAMPLES),
  "samples/contrast": derived("samples/contrast", "share of the range", LOG_LONE_SAMPLES),
  "samples/roughness": derived("samples/roughness", "ratio to noise", LOG_LONE_SAMPLES),
  "samples/change": derived("samples/change", "ratio to contrast", LOG_LONE_SAMPLES),
  "samples/displacement": derived("samples/displacement", "ratio", LOG_SAMPLES),
  "samples/range-excess": derived(
    "samples/range-excess",
    "share",
    "samples/fixed_noise and samples/real in the range that the generator gives, not normalised picture by picture",
  ),
  "samples/at-bound": derived("samples/at-bound", "share", LOG_SAMPLES),
  "samples/span": derived("samples/span", "share of the range", LOG_LONE_SAMPLES),
  "samples/saturated": derived("samples/saturated", "share", LOG_SAMPLES),
  "samples/checkerboard": derived("samples/checkerboard", "robust z", LOG_SAMPLES),
  "samples/checkerboard/fake": derived("samples/checkerboard/fake", "nats", LOG_SAMPLES),
  "features/diversity-ratio": derived("features/*/diversity-ratio", "ratio", LOG_FEATURES),
  "features/movement": derived("features/*/movement", "ratio", LOG_FEATURES),
  "features/coverage": derived("features/*/coverage", "share", LOG_FEATURES),
  "features/precision": derived("features/*/precision", "share", LOG_FEATURES),
  "features/recall": derived("features/*/recall", "share", LOG_FEATURES),
  "features/offset-1": derived("features/*/offset-1", "ratio", LOG_FEATURES),
  "features/offset-2": derived("features/*/offset-2", "ratio", LOG_FEATURES),
  "features/missing-clusters": derived("features/*/missing-clusters", "clusters", LOG_FEATURES),
  "features/copying": derived("features/*/copying", "z", "features/<encoder>/held_out beside real and fake"),
  "classes/missing": derived("classes/missing", "classes", LOG_SAMPLES),
  "classes/entropy": derived("classes/entropy", "nats", LOG_SAMPLES),
} as const satisfies Readonly<Record<string, Signal>>;

export type SignalId = keyof typeof SIGNALS;
