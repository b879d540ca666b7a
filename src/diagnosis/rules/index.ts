/** Every rule, in the order in which they are asked: cheap and decisive ones first. */
import type { Rule } from "../rule.ts";
import { discriminatorOverpowers } from "./discriminator-overpowers.ts";
import { nonFiniteValues } from "./non-finite-values.ts";
import { samplesCollapse } from "./samples-collapse.ts";

export const RULES: readonly Rule[] = [nonFiniteValues, discriminatorOverpowers, samplesCollapse];
