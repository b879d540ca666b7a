/** Loss families by name, as hyper-parameters and tags spell them. */
import type { LossFamily } from "../model/index.ts";
import { tokenise } from "./tokens.ts";

/** Words that mean one family wherever they stand. */
const PLAIN_WORDS: Readonly<Record<string, LossFamily>> = {
  hinge: "hinge",
  lsgan: "lsgan",
  wgan: "wasserstein",
  wgangp: "wasserstein",
  wasserstein: "wasserstein",
  relativistic: "relativistic",
  ragan: "relativistic",
  rpgan: "relativistic",
  rsgan: "relativistic",
  rahinge: "relativistic",
  bce: "bce-ns",
  nonsaturating: "bce-ns",
  softplus: "bce-ns",
};

/** Words that mean a family only where a loss is asked for: "vanilla" in a tag may be anything. */
const SETTING_WORDS: Readonly<Record<string, LossFamily>> = {
  ...PLAIN_WORDS,
  saturating: "bce-saturating",
  minimax: "bce-saturating",
  ns: "bce-ns",
  vanilla: "bce-ns",
  logistic: "bce-ns",
  standard: "bce-ns",
  gan: "bce-ns",
  dcgan: "bce-ns",
  ls: "lsgan",
  mse: "lsgan",
  squares: "lsgan",
  w: "wasserstein",
};

export function familyNamedInTag(tag: string): LossFamily | undefined {
  return firstFamily(tag, PLAIN_WORDS);
}

/** Reads the value of a hyper-parameter such as `bce`, `wgan-gp`, `non-saturating`. */
export function familyNamedInSetting(value: string): LossFamily | undefined {
  const words = tokenise(value).map(({ text }) => text);
  if (words.includes("non") && words.includes("saturating")) return "bce-ns";
  if (words.includes("cross") && words.includes("entropy")) return "bce-ns";
  return firstFamily(value, SETTING_WORDS);
}

function firstFamily(text: string, meanings: Readonly<Record<string, LossFamily>>): LossFamily | undefined {
  for (const { text: word } of tokenise(text)) {
    if (Object.hasOwn(meanings, word)) return meanings[word];
  }
  return undefined;
}
