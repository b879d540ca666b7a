/** Reads one tag by its name and kind alone: exact names first, then the grammar, in order. */
import type { Role, ValueKind } from "../model/index.ts";
import { GRADIENT_RULES, INFRASTRUCTURE_RULES, METRIC_RULES } from "./control-rules.ts";
import { exactMatch } from "./exact-names.ts";
import { ACCURACY_RULES, AUXILIARY_RULES, OUTPUT_RULES } from "./game-rules.ts";
import { layerOf } from "./layer.ts";
import { LOSS_RULES } from "./loss-rules.ts";
import { MEDIA_RULES, UNKNOWN_MEDIA } from "./media-rules.ts";
import { type Reading, type RunWords, read, type Word } from "./reading.ts";
import { CONFIDENCE, matches, type Question, type Rule } from "./rule.ts";
import { samplesInHistogram } from "./sample-histograms.ts";
import { OTHER_GAME_RULES } from "./setting-rules.ts";
import type { Concept } from "./vocabulary.ts";
import { weightsOfPlayer } from "./weight-histograms.ts";

/** What a name says; `question` is open until the run's other tags are known. */
export interface Parsed {
  readonly role: Role;
  readonly confidence: number;
  readonly reason: string;
  readonly layer: string;
  readonly question: Question | undefined;
  /** The role to give instead, where the question asks whether to. */
  readonly alternative?: Role;
  readonly reading: Reading;
}

/** Infrastructure before gradients before metrics before the game: `D/learning_rate` is not a loss. */
const SCALAR_RULES: readonly Rule[] = [
  ...INFRASTRUCTURE_RULES,
  ...GRADIENT_RULES,
  ...METRIC_RULES,
  ...OTHER_GAME_RULES,
  ...ACCURACY_RULES,
  ...OUTPUT_RULES,
  ...AUXILIARY_RULES,
  ...LOSS_RULES,
];

/** Each unknown word beside the known ones may change the meaning. */
const TRUST_LOST_PER_UNKNOWN_WORD = 0.1;

const SIDES_OF_FEATURES = {
  real: "features.real",
  fake: "features.fake",
  heldOut: "features.heldOut",
} as const;

/** `runWords`: see `read`. */
export function parseTag(tag: string, kind: ValueKind, runWords?: RunWords): Parsed {
  const reading = read(tag, runWords);
  const exact = exactMatch(tag, kind);
  if (exact !== undefined) {
    const { name, role, confidence, because, question } = exact.entry;
    return { role, confidence, reason: `“${name}”: ${because}.`, layer: exact.layer, question, reading };
  }
  if (kind === "hparams") return settled(reading, "hparam", CONFIDENCE.certain, "logged hyper-parameters");
  if (kind === "image" || kind === "audio") return byRule(reading, mediaRule(reading));
  if (kind === "scalar" || kind === "histogram")
    return layerWise(tag, reading) ?? measured(tag, kind, reading);
  if (kind === "tensor") return features(reading);
  return settled(reading, "other", CONFIDENCE.certain, `a ${kind} is not a measurement of the game`);
}

function settled(reading: Reading, role: Role, confidence: number, because: string): Parsed {
  return { role, confidence, reason: `${capitalised(because)}.`, layer: "", question: undefined, reading };
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function mediaRule(reading: Reading): Rule {
  return MEDIA_RULES.find((rule) => matches(rule, reading)) ?? UNKNOWN_MEDIA;
}

function features(reading: Reading): Parsed {
  const { side } = reading;
  const hasFeatures =
    reading.concepts.has("featureMatching") || reading.words.some((w) => w.text === "features");
  if (!hasFeatures || side === "none" || side === "conflicting") {
    return settled(reading, "other", CONFIDENCE.open, "a tensor that does not say whose features it holds");
  }
  return settled(reading, SIDES_OF_FEATURES[side], CONFIDENCE.presumable, "a tensor of features, by side");
}

/** Gradients, update ratios and dead units, a tag a layer; the network named first owns the layer. */
function layerWise(tag: string, reading: Reading): Parsed | undefined {
  const { concepts, firstNetwork } = reading;
  const quantity = layerWiseQuantity(concepts);
  if (quantity === undefined) return undefined;
  if (firstNetwork === "none") {
    const because = `could be ${quantity}.g or ${quantity}.d: the network is not named`;
    const open = settled(reading, "other", CONFIDENCE.open, because);
    return quantity === "grad" ? { ...open, question: "gradient-of-whom" } : open;
  }
  if (reading.words.some(({ text }) => text.startsWith("critic"))) {
    const because = `${quantity}.d: a critic's, unless it is a value function's`;
    const given = settled(reading, `${quantity}.d`, CONFIDENCE.likely, because);
    return { ...given, question: "critic-of-what", layer: layerOf(tag, reading) };
  }
  if (quantity === "grad" && isBareGradientInFolder(tag, reading)) {
    const because = "could be a gradient's norm, a penalty on it or a loss of image gradients";
    return settled(reading, "other", CONFIDENCE.open, because);
  }
  const role = `${quantity}.${firstNetwork === "generator" ? "g" : "d"}` as const;
  const because = `${quoted(reading)}: the ${firstNetwork}'s ${WORD_FOR[quantity]}`;
  return { ...settled(reading, role, CONFIDENCE.clear, because), layer: layerOf(tag, reading) };
}

/** `Discriminator/gradient`: neither a norm nor a layer is named. */
function isBareGradientInFolder(tag: string, reading: Reading): boolean {
  const gradient = reading.words.find(({ concept }) => concept === "gradient");
  const network = reading.words.find(({ concept }) => concept === "generator" || concept === "discriminator");
  if (gradient === undefined || network === undefined) return false;
  if (gradient.text.includes("norm") || reading.concepts.has("norm")) return false;
  const isLayerNamed = layerOf(tag, reading) !== "" && !reading.words.every(isNoLayer);
  return network.segment < gradient.segment && !isLayerNamed;
}

const NO_LAYERS: ReadonlySet<Concept> = new Set<Concept>([
  "generator",
  "discriminator",
  "gradient",
  "neutral",
]);

function isNoLayer({ concept }: Word): boolean {
  return NO_LAYERS.has(concept);
}

const WORD_FOR = {
  grad: "gradient",
  update: "update ratio",
  dead: "share of dead units",
  spectral: "spectral norm",
} as const;

function layerWiseQuantity(concepts: Reading["concepts"]): keyof typeof WORD_FOR | undefined {
  if (concepts.has("spectralNorm")) return "spectral";
  if (concepts.has("updateRatio")) return "update";
  if (concepts.has("deadUnits")) return "dead";
  const isPenalty = [
    "penalty",
    "gradientPenalty",
    "inputGradientNorm",
    "loss",
    "r1",
    "r2",
    "learningRate",
  ] as const;
  return concepts.has("gradient") && !isPenalty.some((concept) => concepts.has(concept)) ? "grad" : undefined;
}

function measured(tag: string, kind: "scalar" | "histogram", reading: Reading): Parsed {
  const weights = kind === "histogram" ? weightsOfPlayer(tag, reading) : null;
  if (weights !== null) {
    const because = `${quoted(reading)}: a histogram of the ${weights.player}'s weights`;
    return { ...settled(reading, weights.role, CONFIDENCE.clear, because), layer: weights.layer };
  }
  if (kind === "histogram" && namesHeldOutOutputs(reading)) {
    const because = `${quoted(reading)}: a histogram of the discriminator on validation data holds its outputs`;
    return settled(reading, "d.out.heldOut", CONFIDENCE.presumable, because);
  }
  const samples = kind === "histogram" ? samplesInHistogram(reading) : null;
  if (samples !== null) {
    const { role, confidence, because } = samples;
    return settled(reading, role, confidence, `${quoted(reading)}: ${because}`);
  }
  const rule = SCALAR_RULES.find((candidate) => matches(candidate, reading));
  if (rule === undefined) {
    return settled(reading, "other", CONFIDENCE.open, "no word of the name belongs to the game");
  }
  return kind === "histogram" ? asHistogram(reading, rule) : asTraining(byRule(reading, rule));
}

/** A histogram is a distribution over samples: of outputs, never of a loss or an accuracy. */
function asHistogram(reading: Reading, rule: Rule): Parsed {
  if (rule.gives.startsWith("d.out.") || rule.gives === "d.margin") return byRule(reading, rule);
  const { side } = reading;
  if (rule.question === "discriminator-on-side" && (side === "real" || side === "fake")) {
    const because = `${quoted(reading)}: a histogram of the discriminator on one side holds its outputs`;
    return settled(reading, `d.out.${side}`, CONFIDENCE.likely, because);
  }
  return settled(reading, "other", CONFIDENCE.open, `a histogram of something else than ${rule.gives}`);
}

const OF_HELD_OUT_OUTPUTS: ReadonlySet<Concept> = new Set<Concept>([
  "discriminator",
  "validation",
  "output",
  "real",
  "index",
]);

/** `D/val` beside `D/real` and `D/fake`: what the discriminator says of real samples that it was not trained on. */
function namesHeldOutOutputs({ words, concepts }: Reading): boolean {
  const isNamed = concepts.has("validation") && concepts.has("discriminator");
  return isNamed && words.every(({ concept }) => OF_HELD_OUT_OUTPUTS.has(concept));
}

function byRule(reading: Reading, rule: Rule): Parsed {
  const { gives, because, question } = rule;
  const unsureness = TRUST_LOST_PER_UNKNOWN_WORD * reading.unknownWordCount;
  const confidence = Math.max(CONFIDENCE.open, rule.confidence - unsureness);
  const reason = `${quoted(reading)}: ${because}.`;
  if (confidence < LEAST_TRUST && gives !== "other") {
    return settled(reading, "other", CONFIDENCE.open, `could be ${gives}, but words of the name are unknown`);
  }
  return { role: gives, confidence, reason, layer: "", question, reading };
}

/** Under this, naming a role misleads more often than it helps. */
const LEAST_TRUST = 0.45;

/** `r1_val`: at the end of a name the abbreviation may stand for “value”. */
const VALIDATION_OR_VALUE = "val";

const PENALTIES: ReadonlySet<Role> = new Set<Role>(["gp", "gp.norm", "r1", "r2", "pl"]);

const HELD_OUT =
  "The discriminator's output on real samples of a validation set, which it was not trained on.";

/** A role measured on validation data is another quantity than the training one, which the rules judge. */
function asTraining(parsed: Parsed): Parsed {
  const isCore = parsed.role.startsWith("d.") || parsed.role.startsWith("g.") || PENALTIES.has(parsed.role);
  if (!isCore || !parsed.reading.concepts.has("validation")) return parsed;
  const because = `a validation copy of ${parsed.role}; only the training one is judged`;
  const copy = settled(parsed.reading, "other", CONFIDENCE.presumable, because);
  if (parsed.reading.words.at(-1)?.text !== VALIDATION_OR_VALUE) {
    return parsed.role === "d.out.real" ? { ...copy, role: "d.out.heldOut", reason: HELD_OUT } : copy;
  }
  return { ...copy, question: "validation-or-value", alternative: parsed.role };
}

const SAYS_NOTHING: ReadonlySet<Concept> = new Set<Concept>(["neutral", "unknown", "index"]);

/** Enough words to see what was read; a hostile name does not become a hostile reason. */
const MOST_WORDS_QUOTED = 6;

function quoted(reading: Reading): string {
  const known = reading.words.filter(({ concept }) => !SAYS_NOTHING.has(concept));
  const texts = [...new Set(known.map((word) => word.text))].slice(0, MOST_WORDS_QUOTED);
  return texts.length === 0 ? "Its name" : texts.map((text) => `“${text}”`).join(" ");
}
