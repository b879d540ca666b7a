/** Checks which way the losses point, on made-up outputs that leave no doubt. */
import { cannotTell, type PreflightFinding, passed, problem, shown } from "./finding.ts";
import type { Tensor } from "./tensorflow.ts";

export interface LossFunctions {
  generatorLoss?(fakeOutputs: Tensor): Tensor;
  discriminatorLoss?(realOutputs: Tensor, fakeOutputs: Tensor): Tensor;
}

/** Losses of a discriminator that is right and of one that is wrong on everything. */
export interface OrientationLosses {
  readonly discriminatorRight: number;
  readonly discriminatorWrong: number;
  readonly generatorBelieved: number;
  readonly generatorUnmasked: number;
}

/** A confident logit: 2 favours one side clearly and lies within every loss's working range. */
export const CONFIDENT_LOGIT = 2;

export function checkOrientation(losses: OrientationLosses | null): PreflightFinding {
  const check = "loss-orientation";
  if (losses === null) {
    return cannotTell(
      check,
      "Pass generatorLoss and discriminatorLoss to have their signs and labels checked.",
    );
  }
  const { discriminatorRight, discriminatorWrong, generatorBelieved, generatorUnmasked } = losses;
  const sentences: string[] = [];
  if (!(discriminatorRight < discriminatorWrong)) {
    sentences.push(
      `The discriminator's loss is ${shown(discriminatorRight)} where it is right about everything and ${shown(discriminatorWrong)} where it is wrong: its labels or its sign are swapped.`,
    );
  }
  if (!(generatorBelieved < generatorUnmasked)) {
    sentences.push(
      `The generator's loss is ${shown(generatorBelieved)} where its samples pass for real and ${shown(generatorUnmasked)} where they are found out: its label or its sign is wrong, or its loss does not depend on the outputs.`,
    );
  }
  // Players that both take low outputs for real play a game like any other; only its numbers read upside down.
  const isUpsideDown = discriminatorRight > discriminatorWrong && generatorBelieved > generatorUnmasked;
  if (sentences.length > 0) return problem(check, ["F25", isUpsideDown ? 2 : 5], sentences.join(" "));
  return passed(check, "Both losses fall when their player does better; large logits mean real.");
}
