/** Sorts a run's tags into games: one generator against one adversary each. */
import type { RoleOfTag } from "../model/index.ts";
import { read } from "./reading.ts";

export interface OpponentTags {
  readonly name: string;
  readonly tags: readonly RoleOfTag[];
}

/** Which of several discriminators a tag belongs to: `A` in `D_A`, `mpd` in `disc_loss_mpd`; "" for none. */
function discriminatorNamedIn(tag: string): string {
  const { words } = read(tag);
  const named = words.findLast(({ concept, text }) => {
    if (concept === "subDiscriminator" || concept === "variant") return true;
    return concept === "letter" ? DOMAIN_LETTERS.has(text) : text === "image" || text === "video";
  });
  return named?.text ?? "";
}

/** CycleGAN's two domains, as the two habits spell them. */
const DOMAIN_LETTERS: ReadonlySet<string> = new Set(["a", "b", "x", "y"]);

/** Texts and policies are generated, too: a generator's loss without an adversary is no game. */
function showsAdversary({ role }: RoleOfTag): boolean {
  return role.startsWith("d.") || role === "g.loss.adv" || role === "wdist";
}

/** One entry a game; tags that name no discriminator belong to all. Empty where no tag shows an adversary. */
export function opponentsOf(roles: readonly RoleOfTag[]): OpponentTags[] {
  if (!roles.some(showsAdversary)) return [];
  const named = roles.map((role) => ({ role, discriminator: discriminatorNamedIn(role.tag) }));
  const ofLosses = named.filter(({ role }) => role.role === "d.loss" || role.role === "d.loss.total");
  const names = [...new Set(ofLosses.map(({ discriminator }) => discriminator))].filter(
    (name) => name !== "",
  );
  if (names.length < 2) return [{ name: "generator against discriminator", tags: roles }];
  return names.toSorted().map((name) => ({
    name: `generator against discriminator ${name}`,
    tags: named
      .filter(({ discriminator }) => discriminator === name || discriminator === "")
      .toSorted((a, b) => b.discriminator.length - a.discriminator.length)
      .map(({ role }) => role),
  }));
}
