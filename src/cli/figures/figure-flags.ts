/** What was asked of figures: which, at which steps, how large. */
import type { Typed } from "../arguments.ts";
import { usageError } from "../usage.ts";

export interface FigureFlags {
  readonly names: readonly string[];
  readonly atSteps: readonly bigint[] | null;
  readonly pixelRatio: number;
}

const DEFAULT_PIXEL_RATIO = 2;
const LARGEST_PIXEL_RATIO = 10;

export function figureFlags({ flags, lists }: Typed): FigureFlags {
  return { names: lists.figure ?? [], atSteps: stepsOf(flags.at), pixelRatio: pixelRatioOf(flags.scale) };
}

function stepsOf(given: string | boolean | undefined): bigint[] | null {
  if (typeof given !== "string") return null;
  const words = given.split(",").map((word) => word.trim());
  if (words.every((word) => /^[+-]?\d+$/.test(word))) return words.map(BigInt);
  throw usageError(
    `--at ${given} is not a list of steps.`,
    "Give whole numbers with commas between, such as --at 0,500,5000.",
  );
}

function pixelRatioOf(given: string | boolean | undefined): number {
  if (typeof given !== "string") return DEFAULT_PIXEL_RATIO;
  const ratio = Number(given);
  if (ratio > 0 && ratio <= LARGEST_PIXEL_RATIO) return ratio;
  throw usageError(
    `--scale ${given} is not a scale.`,
    `Give a number above 0 and up to ${LARGEST_PIXEL_RATIO}.`,
  );
}
