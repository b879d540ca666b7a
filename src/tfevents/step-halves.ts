/** Takes a step apart as the format stores it, and refuses one that it cannot hold. */
import { ExplainedError } from "../model/index.ts";
import { TWO_TO_32 } from "./wire-cursor.ts";

/** The two's complement of an int64 in 32-bit halves. */
export function halvesOf(step: number | bigint): { low: number; high: number } {
  if (typeof step === "number" && Number.isSafeInteger(step)) {
    return { low: step | 0, high: Math.floor(step / TWO_TO_32) | 0 };
  }
  if (typeof step === "bigint" && BigInt.asIntN(64, step) === step) {
    return { low: Number(BigInt.asIntN(32, step)), high: Number(step >> 32n) };
  }
  throw new ExplainedError({
    code: "TFEVENTS_STEP",
    what: `The step ${step} is not a whole number that an event file can hold exactly.`,
    why: "Points with rounded steps would be drawn at the wrong place or on top of each other.",
    fix: "Pass a safe integer, or a bigint between -2^63 and 2^63 - 1.",
  });
}
