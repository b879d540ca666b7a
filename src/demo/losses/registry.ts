/** The losses the demo can train with, by name. */
import type { LossName } from "../recipe.ts";
import type { AdversarialLoss } from "./adversarial-loss.ts";
import { bce } from "./bce.ts";
import { hinge } from "./hinge.ts";
import { lsgan } from "./lsgan.ts";
import { wganGp } from "./wgan-gp.ts";

export const LOSSES: Readonly<Record<LossName, AdversarialLoss>> = { bce, hinge, lsgan, "wgan-gp": wganGp };
