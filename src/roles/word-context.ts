/** Changes what words mean by the words beside them: the S of `domain_loss_s`, the z of `D(G(z))`. */
import { withDomainSides } from "./domain-words.ts";
import { withGameNotation } from "./game-notation.ts";
import {
  withInitialL,
  withJointTraining,
  withMisspeltLoss,
  withoutSettings,
  withoutWeightOfProduct,
} from "./loss-context.ts";
import type { Concept } from "./vocabulary.ts";
import { isDiscriminator, isNetwork, type Word } from "./word.ts";

/** In the order in which one may build on another. */
const REWORDINGS: readonly ((words: readonly Word[]) => readonly Word[])[] = [
  withoutGroupingGan,
  withoutGroupingPenalty,
  withInitialL,
  withMisspeltLoss,
  withJointTraining,
  withoutWeightOfProduct,
  withoutSettings,
  withoutWhatIsLeftOut,
  withLettersOfDomains,
  withSpeechModel,
  withDomainSides,
  withPolicySides,
  withEnergyOfSide,
  withNumberedStages,
  withEncoderAsPlayer,
  withFormOfAdversarialLoss,
  withJudgedContent,
  withGameNotation,
  withGeneratedResolution,
  withoutGroupingLoss,
];

export function inContext(words: readonly Word[]): readonly Word[] {
  return REWORDINGS.reduce((reworded, reword) => reword(reworded), words);
}

/** `d_loss_slm` is a discriminator's loss; `slm_loss` alone a term of the generator's. */
function withSpeechModel(words: readonly Word[]): readonly Word[] {
  if (!words.some(({ concept }) => concept === "speechModel")) return words;
  const concept = words.some((word) => isNetwork(word.concept)) ? "variant" : "featureMatching";
  return words.map((word) => (word.concept === "speechModel" ? { ...word, concept } : word));
}

const JUDGED_CONTENTS: ReadonlySet<string> = new Set(["content", "latent"]);

/** `disContent_loss`: a discriminator of contents, which has no other use for them than to judge them. */
function withJudgedContent(words: readonly Word[]): readonly Word[] {
  if (!words.some(isDiscriminator) || words.some(({ concept }) => concept === "generator")) return words;
  return words.map((word) => (JUDGED_CONTENTS.has(word.text) ? { ...word, concept: "variant" } : word));
}

const STAGES: ReadonlySet<string> = new Set(["phase", "res"]);

/** `phase_1_d_loss`, `res_64/g_loss`: numbered, they are stages of the training. */
function withNumberedStages(words: readonly Word[]): readonly Word[] {
  return words.map((word, i) => {
    const isStage = STAGES.has(word.text) && words[i + 1]?.concept === "index";
    return isStage && words[i + 1]?.segment === word.segment ? { ...word, concept: "neutral" } : word;
  });
}

const ENERGY = "energy";

/** Energies of sounds have no side; where they have one, they are what a discriminator of energies gives. */
function withEnergyOfSide(words: readonly Word[]): readonly Word[] {
  const isOfSide = words.some(({ concept }) => concept === "real" || concept === "fake");
  if (!isOfSide || words.some(({ concept }) => concept === "loss" || concept === "generator")) return words;
  return words.map((word) => (word.text === ENERGY ? { ...word, concept: "output" } : word));
}

const EXPERT_WORD = "exp";
const POLICY_WORD = "pi";

/** `acc_exp` and `acc_pi`: the expert and the policy, by the letters of the articles on imitation. */
function withPolicySides(words: readonly Word[]): readonly Word[] {
  const judged = words.find(({ concept }) => concept === "accuracy" || concept === "output");
  if (judged === undefined) return words;
  return words.map((word) => {
    if (word.segment !== judged.segment) return word;
    if (word.text === EXPERT_WORD) return { ...word, concept: "real" };
    return word.text === POLICY_WORD ? { ...word, concept: "fake" } : word;
  });
}

const ENCODER_WORDS: ReadonlySet<string> = new Set(["encoder", "enc", "e"]);

/** `e_disc_loss`: where an encoder makes the samples, this is what it loses against the discriminator. */
function withEncoderAsPlayer(words: readonly Word[]): readonly Word[] {
  const at = words.findIndex(({ text }) => ENCODER_WORDS.has(text));
  const encoder = words[at];
  if (encoder === undefined || words.some(({ concept }) => concept === "generator")) return words;
  const seen = words.findIndex((word, i) => i > at && isDiscriminator(word));
  if (words[seen]?.segment !== encoder.segment || words.findIndex(isDiscriminator) < at) return words;
  return words.map((word, i): Word => {
    if (i === at) return { ...word, concept: "generator" };
    return i === seen ? { ...word, concept: "adversarial" } : word;
  });
}

const FORMS_OF_LOSS: ReadonlySet<string> = new Set(["mse", "l2"]);

/** In `D_mse_gan_loss` and `G_mse_fake_loss` the square is the form of the adversarial loss, not another term. */
function withFormOfAdversarialLoss(words: readonly Word[]): readonly Word[] {
  const has = (...concepts: readonly Concept[]) => words.some(({ concept }) => concepts.includes(concept));
  if (!words.some(({ text }) => FORMS_OF_LOSS.has(text)) || has("featureMatching")) return words;
  if (!words.some(({ concept }) => isNetwork(concept)) || !has("adversarial", "real", "fake")) return words;
  return words.map((word) => (FORMS_OF_LOSS.has(word.text) ? { ...word, concept: "variant" } : word));
}

const LEAVING_OUT: ReadonlySet<string> = new Set(["without", "wo", "excluding", "non", "no"]);

/** `d_loss_without_gp`: the penalty is just what is not in it. */
function withoutWhatIsLeftOut(words: readonly Word[]): readonly Word[] {
  const at = words.findIndex(({ text }) => LEAVING_OUT.has(text));
  const leftOut = words[at + 1];
  if (at < 0 || leftOut === undefined || !words.some(({ concept }) => concept === "loss")) return words;
  return words.map((word, i) => (i === at || i === at + 1 ? { ...word, concept: "neutral" } : word));
}

/** `da_loss`, `loss_gb`: CycleGAN's players, written together with the letter of their domain. */
const PLAYERS_OF_DOMAINS: ReadonlyMap<string, Concept> = new Map<string, Concept>([
  ["da", "discriminator"],
  ["db", "discriminator"],
  ["ga", "generator"],
  ["gb", "generator"],
  ["dx", "discriminator"],
  ["dy", "discriminator"],
]);

function withLettersOfDomains(words: readonly Word[]): readonly Word[] {
  const isOfPlayer = words.some(({ concept }) => isNetwork(concept));
  if (isOfPlayer)
    return words.map((word) => (PLAYERS_OF_DOMAINS.has(word.text) ? { ...word, concept: "letter" } : word));
  if (!words.some(({ concept }) => concept === "loss" || concept === "learningRate")) return words;
  return words.map((word) => ({ ...word, concept: PLAYERS_OF_DOMAINS.get(word.text) ?? word.concept }));
}

/** Quantities that make an earlier path part called "loss" or "gan" a mere folder: `Loss/learning_rate`. */
const QUANTITIES: ReadonlySet<Concept> = new Set<Concept>([
  "accuracy",
  "output",
  "sign",
  "margin",
  "gradient",
  "learningRate",
  "gradientPenalty",
  "inputGradientNorm",
  "r1",
  "r2",
  "pathLength",
  "wasserstein",
]);

/** `GAN/G_loss` stands in the log of a GAN; `g_gan_loss` is an adversarial term. */
function withoutGroupingGan(words: readonly Word[]): readonly Word[] {
  const last = words.at(-1)?.segment ?? 0;
  if (!words.some(({ concept, segment }) => segment > 0 && isNetwork(concept))) return words;
  const isOfGame = words.some(({ concept, segment }) => segment === last && isNetwork(concept));
  const phases = new Set(words.flatMap(({ text, segment }) => (PHASES.has(text) ? [segment] : [])));
  return words.filter(({ text, concept, segment }) => {
    if (segment === last) return true;
    return !(isOfGame && text.endsWith("gan")) && !(concept === "adversarial" && phases.has(segment));
  });
}

/** `Train_adv/g_loss`: the folder of the training that is adversarial, after one that is not. */
const PHASES: ReadonlySet<string> = new Set(["train", "training", "phase", "stage"]);

/** `D_logistic_simpleGP/Total`: a folder called after all that is in the loss; the penalty is what is called so itself. */
function withoutGroupingPenalty(words: readonly Word[]): readonly Word[] {
  const last = words.at(-1)?.segment ?? 0;
  const isPart = words.some(({ concept, segment }) => segment === last && PARTS.has(concept));
  if (!isPart || !words.some(isDiscriminator)) return words;
  return words.filter(({ concept, segment }) => segment === last || concept !== "gradientPenalty");
}

const PARTS: ReadonlySet<Concept> = new Set<Concept>(["total", "real", "fake"]);

/** `gen_hr`: what the generator makes has the resolution of real samples. */
function withGeneratedResolution(words: readonly Word[]): readonly Word[] {
  return words.map((word, i) => {
    const isGenerated = word.text === "hr" && words[i - 1]?.concept === "generator";
    return isGenerated ? { ...word, concept: "fake" } : word;
  });
}

function withoutGroupingLoss(words: readonly Word[]): readonly Word[] {
  const lastQuantity = words.findLast((word) => QUANTITIES.has(word.concept));
  if (lastQuantity === undefined) return words;
  return words.filter((word) => word.concept !== "loss" || word.segment >= lastQuantity.segment);
}
