/** Holds reader and recogniser together to real logs of two common GAN programs, made by scripts/fixtures. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { ScalarColumns } from "../src/model/index.ts";
import { recogniseGames, recogniseRoles } from "../src/roles/index.ts";
import { EventFileReader } from "../src/tfevents/index.ts";

const LOGS = fileURLToPath(new URL("../fixtures/logs/", import.meta.url));

function read(name: string) {
  const [file] = readdirSync(join(LOGS, name));
  if (file === undefined) throw new Error(`fixtures/logs/${name} is empty`);
  const { tags, losses, recordCount } = new EventFileReader().read(readFileSync(join(LOGS, name, file)));
  const scalars = new Map<string, ScalarColumns>();
  for (const { info, scalars: columns } of tags) if (columns !== undefined) scalars.set(info.tag, columns);
  const lookUp = (_run: string, tag: string) => scalars.get(tag) ?? null;
  const roles = recogniseRoles(
    tags.map(({ info }) => ({ run: name, tag: info.tag, kind: info.kind })),
    lookUp,
  );
  const kinds = new Map(tags.map(({ info }) => [info.tag, info.kind]));
  const table = roles.map(({ tag, role, layer }) => [tag, kinds.get(tag), role, layer]);
  return { table, roles, losses, recordCount, scalars, games: recogniseGames(roles, lookUp) };
}

const BCE_SUMMED = { generator: Math.LN2, discriminator: 2 * Math.LN2 };

function gradientRows(
  player: string,
  role: string,
  layers: readonly string[],
  names: readonly [string, string],
) {
  const [histograms, norms] = names;
  return layers.flatMap((layer) => [
    [`${histograms.replace("PLAYER", player)}/${layer}`, "histogram", role, layer],
    [`${norms.replace("PLAYER", player)}/${layer}`, "scalar", role, layer],
  ]);
}

const inOrder = (rows: readonly (readonly unknown[])[]) =>
  rows.toSorted((a, b) => String(a[0]).localeCompare(String(b[0])));

describe("the articles' program, as TensorFlow logs it", () => {
  const { table, roles, losses, scalars, games } = read("article-tensorflow");

  it("has every tag recognised with certainty, layers named", () => {
    const names = ["PLAYER/grads", "PLAYER/grad_norm"] as const;
    expect(inOrder(table)).toEqual(
      inOrder([
        ...gradientRows(
          "generator",
          "grad.g",
          ["hidden/kernel", "hidden/bias", "pixels/kernel", "pixels/bias"],
          names,
        ),
        ...gradientRows(
          "discriminator",
          "grad.d",
          ["features/kernel", "features/bias", "logit/kernel", "logit/bias"],
          names,
        ),
        ["disc_loss", "scalar", "d.loss", ""],
        ["discriminator_fake_output", "histogram", "d.out.fake", ""],
        ["discriminator_real_output", "histogram", "d.out.real", ""],
        ["fake_accuracy", "scalar", "d.acc.fake", ""],
        ["feature_distance", "scalar", "metric.featureDistance", ""],
        ["gen_loss", "scalar", "g.loss.adv", ""],
        ["generator_output", "image", "sample.fixed", ""],
        ["jensen_shannon_divergence", "scalar", "metric.jsd", ""],
        ["real_accuracy", "scalar", "d.acc.real", ""],
      ]),
    );
    expect(roles.map(({ confidence }) => confidence)).toEqual(roles.map(() => 1));
  });

  it("is read whole, all 300 losses of either player", () => {
    expect(losses).toEqual([]);
    expect(scalars.get("gen_loss")?.values).toHaveLength(300);
    expect(scalars.get("disc_loss")?.values).toHaveLength(300);
  });

  it("is found to play non-saturating cross-entropy, both sides summed", () => {
    expect(games).toMatchObject([{ lossFamily: "bce-ns", chanceLevel: BCE_SUMMED }]);
  });
});

describe("the same game, as PyTorch users log it", () => {
  const { table, losses, scalars, games } = read("pytorch-twin");

  it("has every tag recognised, layers named", () => {
    const names = ["gradients/PLAYER", "grad_norm/PLAYER"] as const;
    expect(inOrder(table)).toEqual(
      inOrder([
        ...gradientRows("G", "grad.g", ["0.weight", "0.bias", "2.weight", "2.bias"], names),
        ...gradientRows("D", "grad.d", ["1.weight", "1.bias", "3.weight", "3.bias"], names),
        ["Loss/G", "scalar", "g.loss.main", ""],
        ["Loss/D", "scalar", "d.loss", ""],
        ["D(x)", "scalar", "d.out.real", ""],
        ["D(G(z))", "scalar", "d.out.fake", ""],
        ["fake_images/grid", "image", "sample.fake", ""],
        ["fixed_noise_samples", "image", "sample.fixed", ""],
        ["generated/0", "image", "sample.fake", ""],
        ["real_images", "image", "sample.real", ""],
      ]),
    );
  });

  it("is read whole, all 300 losses of either player", () => {
    expect(losses).toEqual([]);
    expect(scalars.get("Loss/G")?.values).toHaveLength(300);
    expect(scalars.get("Loss/D")?.values).toHaveLength(300);
  });

  it("is found to play non-saturating cross-entropy, both sides summed", () => {
    expect(games).toMatchObject([{ lossFamily: "bce-ns", chanceLevel: BCE_SUMMED }]);
  });
});
