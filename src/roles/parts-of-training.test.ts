import { describe, expect, it } from "vitest";
import type { ValueKind } from "../model/index.ts";
import { namesThatMayComplete, trainingsInParts } from "./parts-of-training.ts";

const scalars = (...tags: readonly string[]) => tags.map((tag) => ({ tag, kind: "scalar" as ValueKind }));
const images = (...tags: readonly string[]) => tags.map((tag) => ({ tag, kind: "image" as ValueKind }));

type Tags = ReturnType<typeof scalars>;

const partsIn = (directories: Readonly<Record<string, Tags>>, above: Tags = []) =>
  trainingsInParts(
    Object.entries(directories).map(([name, tags]) => ({ name, tags })),
    above,
  ).map(({ name, parts, isAboveAPart }) => {
    const texts = [...parts].map(([directory, { text }]) => [directory, text]);
    return { name, parts: Object.fromEntries(texts), isAboveAPart };
  });

const GAME = scalars("Loss/D", "Loss/G");
const whole = (parts: Readonly<Record<string, string>>) => [{ name: "", parts, isAboveAPart: false }];

describe("directories beside each other are parts of one training", () => {
  it("where one is the discriminator's and one the generator's", () => {
    expect(partsIn({ D: scalars("loss"), G: scalars("loss") })).toEqual(whole({ D: "D", G: "G" }));
    expect(partsIn({ errD: scalars("loss"), errG: scalars("loss"), lr_D: scalars("lr") })).toEqual(
      whole({ errD: "errD", errG: "errG", lr_D: "lr_D" }),
    );
    expect(
      partsIn({ D_A: scalars("loss"), D_B: scalars("loss"), G_A: scalars("loss"), F: scalars("loss") }),
    ).toEqual(whole({ D_A: "D_A", D_B: "D_B", G_A: "G_A", F: "F" }));
  });

  it("where one is named for training, which keeps its names, and others for what is measured beside it", () => {
    expect(partsIn({ train: GAME, gen: images("images") })).toEqual(whole({ train: "", gen: "gen" }));
    expect(partsIn({ train: GAME, validation: GAME })).toEqual(
      whole({ train: "", validation: "validation" }),
    );
    expect(partsIn({ train: GAME, test: scalars("fid") })).toEqual(whole({ train: "", test: "test" }));
  });

  it("where pictures of real samples stand beside those of generated ones", () => {
    expect(partsIn({ real: images("Images"), fake: images("Images") })).toEqual(
      whole({ real: "real", fake: "fake" }),
    );
  });

  it("where what lies around them is the training that they complete", () => {
    const beside = [{ name: "", parts: { samples: "samples", val: "val" }, isAboveAPart: true }];
    expect(partsIn({ samples: images("fixed"), val: scalars("fid") }, GAME)).toEqual(beside);
  });

  it("a training for each name that they have in common", () => {
    const half = scalars("loss");
    expect(partsIn({ seed1_D: half, seed1_G: half, seed2_D: half, seed2_G: half })).toEqual([
      { name: "seed1", parts: { seed1_D: "D", seed1_G: "G" }, isAboveAPart: false },
      { name: "seed2", parts: { seed2_D: "D", seed2_G: "G" }, isAboveAPart: false },
    ]);
  });
});

describe("directories beside each other are trainings of their own", () => {
  it.each<[string, Readonly<Record<string, Tags>>]>([
    ["whose names are no parts", { seed1: GAME, seed2: GAME }],
    ["where only one player is there", { D: scalars("loss"), "run-3": GAME }],
    ["where a player's directory has the other's tags, too", { gen_deep: GAME, gen: GAME, disc: GAME }],
    [
      "called by letters of which two happen to be the players'",
      { A: scalars("loss"), D: scalars("loss"), G: scalars("loss") },
    ],
    [
      "where the second is a game with other tags than the first",
      { train: GAME, test: scalars("d_loss", "g_loss") },
    ],
    ["where no player is trained", { train: scalars("epoch_loss"), validation: scalars("epoch_loss") }],
    [
      "where a classifier is trained on real data, and one on synthetic",
      { real: scalars("loss"), synthetic: scalars("loss") },
    ],
    ["where two are for training", { train: GAME, training: GAME, val: scalars("fid") }],
  ])("%s", (_, directories) => {
    expect(partsIn(directories)).toEqual([]);
  });
});

describe("what a look at tags is worth", () => {
  it("are names that may complete each other, or what lies around them", () => {
    expect(namesThatMayComplete(["seed1_D", "seed1_G", "seed2_G", "gen_lr1", "gen_lr2", "val"])).toEqual([
      "seed1_D",
      "seed1_G",
      "val",
    ]);
  });
});
