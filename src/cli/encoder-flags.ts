/** Which network samples are encoded with, as typed. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { EncoderFile } from "../watch/index.ts";
import type { Typed } from "./arguments.ts";
import { usageError } from "./usage.ts";

/** undefined where no --encoder was given. */
export function encoderFlags(flags: Typed["flags"]): EncoderFile | undefined {
  const { encoder, "encoder-range": range, "encoder-output": output } = flags;
  if (typeof encoder !== "string") {
    if (range === undefined && output === undefined) return undefined;
    throw usageError("--encoder-range and --encoder-output are for an encoder.", "Add --encoder FILE.onnx.");
  }
  const path = resolve(encoder);
  if (!existsSync(path))
    throw usageError(`There is no file ${encoder}.`, "Give the path of an ONNX file after --encoder.");
  return { path, range: rangeOf(range), ...(typeof output === "string" ? { output } : {}) };
}

function rangeOf(given: string | boolean | undefined): EncoderFile["range"] {
  const [low = Number.NaN, high = Number.NaN, ...others] =
    typeof given === "string"
      ? given.split(",").map((word) => (word.trim() === "" ? Number.NaN : Number(word)))
      : [];
  if (others.length === 0 && Number.isFinite(low) && Number.isFinite(high) && low < high)
    return { low, high };
  throw usageError(
    given === undefined ? "--encoder needs a range." : `--encoder-range ${given} is not a range.`,
    "Say which numbers the network takes for black and white, such as --encoder-range=-1,1: no model file says it.",
  );
}
