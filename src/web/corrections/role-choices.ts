/** What a tag can be corrected to, in groups and in the field's words; only what its kind can be. */
import { LOSS_FAMILIES, type LossFamily, ROLES, type Role, type ValueKind } from "../../model/index.ts";
import { familyWords, roleWords } from "../words/game-words.ts";

export interface Choice<T> {
  readonly value: T;
  readonly words: string;
  /** What else people call it; searched, not shown. */
  readonly alsoCalled: string;
}

export interface ChoiceGroup<T> {
  readonly title: string;
  readonly choices: readonly Choice<T>[];
}

const GROUPS: readonly (readonly [title: string, begins: RegExp])[] = [
  ["Losses", /^[gd]\.loss/],
  ["Discriminator", /^(d\.(acc|out|sign|margin|entropy|labelMargin)|g\.(fool|labels)|wdist)/],
  ["Gradients, updates, layers", /^(grad|update|dead|saturated|direction|spectral|weights)\./],
  ["Penalties", /^(gp|r1|r2|pl)/],
  ["Settings that change", /^(lr|aug|adv|amp)/],
  ["Samples", /^sample\./],
  ["Features", /^features\./],
  ["Quality", /^metric\./],
  ["Not of the game", /^(other|hparam|timing|instrument)$/],
];

const ALSO_CALLED: Partial<Readonly<Record<Role, string>>> = {
  "g.loss.adv": "adversarial fool",
  "g.loss.main": "reconstruction mel task",
  "g.loss.aux": "L1 feature matching perceptual identity cycle KL",
  "d.loss": "critic adversarial",
  "d.out.real": "logits scores D(x) critic",
  "d.out.fake": "logits scores D(G(z)) critic",
  "d.out.heldOut": "logits scores validation test",
  wdist: "earth mover critic distance",
  gp: "WGAN-GP",
  pl: "StyleGAN",
  other: "ignore none nothing skip",
};

const IGNORED = "not of the game: ignore it";

/** Kinds that a role can be; of the others nothing can be said. */
const SCALAR_ONLY = /^(?!sample\.|features\.)/;
const OF_KIND: Partial<Readonly<Record<ValueKind, RegExp>>> = {
  scalar: SCALAR_ONLY,
  histogram: /^(d\.out\.|grad\.[gd]$|weights\.[gd]$|other$)/,
  image: /^(sample\.|other$)/,
  audio: /^(sample\.|other$)/,
  tensor: /^(features\.|other$)/,
};

/** None where the kind plays no part in any game. */
export function roleChoices(kind: ValueKind): readonly ChoiceGroup<Role>[] {
  const possible = OF_KIND[kind];
  if (possible === undefined) return [];
  const roles = ROLES.filter((role) => possible.test(role));
  return GROUPS.map(([title, begins]) => ({
    title,
    choices: roles.filter((role) => begins.test(role)).map(roleChoice),
  })).filter(({ choices }) => choices.length > 0);
}

function roleChoice(role: Role): Choice<Role> {
  const words = role === "other" ? IGNORED : roleWords(role);
  return { value: role, words, alsoCalled: `${role} ${ALSO_CALLED[role] ?? ""}` };
}

const FAMILY_ALSO_CALLED: Readonly<Record<LossFamily, string>> = {
  "bce-ns": "cross-entropy vanilla logistic softplus ns",
  "bce-saturating": "cross-entropy minimax original",
  hinge: "",
  lsgan: "lsgan mse",
  wasserstein: "wgan wgan-gp critic",
  relativistic: "rgan rpgan ragan r3gan",
  unknown: "other none",
};

export function familyChoices(): readonly ChoiceGroup<LossFamily>[] {
  const choices = LOSS_FAMILIES.map((family) => ({
    value: family,
    words: familyWords(family),
    alsoCalled: `${family} ${FAMILY_ALSO_CALLED[family]}`,
  }));
  return [{ title: "Loss families", choices }];
}

/** Those of which every typed word begins some word. */
export function choicesMatching<T>(
  groups: readonly ChoiceGroup<T>[],
  typed: string,
): readonly ChoiceGroup<T>[] {
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return groups;
  return groups
    .map(({ title, choices }) => ({
      title,
      choices: choices.filter((choice) => {
        const words = wordsOf(`${title} ${choice.words} ${choice.alsoCalled}`);
        return wanted.every((part) => words.some((word) => word.startsWith(part)));
      }),
    }))
    .filter(({ choices }) => choices.length > 0);
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** Whose sign can be the other way round: losses and outputs, but no shares, norms or rates. */
const SIGNED = /^([gd]\.loss|d\.out\.|d\.sign\.|d\.margin$|wdist$)/;

export function canBeInverted({ kind, role }: { readonly kind: ValueKind; readonly role: Role }): boolean {
  return kind === "scalar" && SIGNED.test(role);
}
