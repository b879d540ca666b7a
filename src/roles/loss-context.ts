/** Reads what stands in the name of a loss besides the loss: its letter, its weight, how it was set, what it sums. */
import { isNetwork, type Word } from "./word.ts";

const MISSPELT_LOSSES: ReadonlySet<string> = new Set(["oss", "los", "lss", "losss", "lsos", "lose"]);

/** `discriminator_oss`: a letter too few or too many in the commonest word beside a player's name. */
export function withMisspeltLoss(words: readonly Word[]): readonly Word[] {
  if (!words.some(({ text }) => MISSPELT_LOSSES.has(text))) return words;
  if (!words.some(({ concept }) => isNetwork(concept))) return words;
  return words.map((word) => (MISSPELT_LOSSES.has(word.text) ? { ...word, concept: "loss" } : word));
}

const JOINT_WORD = "joint";

/** `generator loss joint` is a sum; `Joint/Generator` is logged while all is trained together. */
export function withJointTraining(words: readonly Word[]): readonly Word[] {
  const joint = words.findIndex(({ text }) => text === JOINT_WORD);
  if (joint < 0) return words;
  const before = words.slice(0, joint);
  const isSum = before.some(({ concept }) => isNetwork(concept)) && words.some(isLoss);
  return words.map((word, i) => (i === joint ? { ...word, concept: isSum ? "total" : "neutral" } : word));
}

function isLoss({ concept }: Word): boolean {
  return concept === "loss";
}

/** `loss-adv_lambda-adv`: a loss times its weight is the loss, weighted, where `loss_weight_adv` is the weight. */
export function withoutWeightOfProduct(words: readonly Word[]): readonly Word[] {
  const at = words.findIndex(({ concept }) => concept === "weighting");
  const weighed = words[at + 1];
  if (at < 0 || weighed === undefined || !words.slice(0, at).some(isLoss)) return words;
  const isRepeated = words
    .slice(0, at)
    .some(({ text, segment }) => text === weighed.text && segment === weighed.segment);
  return isRepeated ? words.filter((_, i) => i !== at && i !== at + 1) : words;
}

/** `Loss_D_lr=0.0001`: a rate with its value says how the run was set, not what is measured. */
export function withoutSettings(words: readonly Word[]): readonly Word[] {
  if (!words.some(({ concept }) => concept === "loss")) return words;
  return words.map((word, i) => {
    const isSet = word.concept === "learningRate" && words[i + 1]?.concept === "index";
    return isSet ? { ...word, concept: "neutral" } : word;
  });
}

/** `l_d_real`, `L(G)`: an L that begins a segment and has something to belong to is a loss. */
export function withInitialL(words: readonly Word[]): readonly Word[] {
  if (!words.some(({ text }) => text === "l")) return words;
  return words.map((word, i) => {
    const beginsSegment = words[i - 1]?.segment !== word.segment;
    const hasFollower = words[i + 1]?.segment === word.segment;
    return word.text === "l" && beginsSegment && hasFollower ? { ...word, concept: "loss" } : word;
  });
}
