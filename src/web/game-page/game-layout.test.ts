/** Roles decide the sections; nothing logged is put in two places, nothing is guessed. */
import { expect, test } from "vitest";
import type { TagSummary } from "../../api/index.ts";
import type { Role, ValueKind } from "../../model/index.ts";
import { tagSummary } from "../testing/tag-summary.ts";
import { gameLayout } from "./game-layout.ts";

interface TagLine {
  readonly kind?: ValueKind;
  readonly layer?: string;
}

function tag(name: string, role: Role, line: TagLine = {}): TagSummary {
  return tagSummary(name, { role, ...line });
}

const names = (tags: readonly { readonly tag: string }[]) => tags.map((one) => one.tag);

test("an empty run has empty sections", () => {
  const layout = gameLayout([]);
  expect(layout.outputs).toEqual({ kind: "none" });
  expect(layout.fixedSamples).toBeNull();
  expect(layout.generatorLosses).toEqual([]);
});

test("the adversarial part of a generator's loss is preferred to its sum", () => {
  const layout = gameLayout([tag("g/total", "g.loss.total"), tag("g/adv", "g.loss.adv")]);
  expect(names(layout.generatorLosses)).toEqual(["g/adv"]);
});

test("a run with several games shows the loss of each", () => {
  const layout = gameLayout([tag("loss/G_A", "g.loss.adv"), tag("loss/G_B", "g.loss.adv")]);
  expect(names(layout.generatorLosses)).toEqual(["loss/G_A", "loss/G_B"]);
});

test("the discriminator's loss on each side is on demand, or stands in where there is no sum", () => {
  const parts = [tag("d/fake", "d.loss.fake"), tag("d/real", "d.loss.real")];
  const both = gameLayout([...parts, tag("d", "d.loss")]);
  expect([names(both.discriminatorLosses), names(both.discriminatorLossParts)]).toEqual([
    ["d"],
    ["d/real", "d/fake"],
  ]);
  const alone = gameLayout(parts);
  expect([names(alone.discriminatorLosses), names(alone.discriminatorLossParts)]).toEqual([
    ["d/real", "d/fake"],
    [],
  ]);
});

test("outputs are histograms where there are any, otherwise lines", () => {
  const histogram = gameLayout([
    tag("logits/real", "d.out.real", { kind: "histogram" }),
    tag("D(x)", "d.out.real"),
  ]);
  expect(histogram.outputs).toMatchObject({ kind: "histograms", real: { tag: "logits/real" }, fake: null });
  const scalar = gameLayout([tag("D(G(z))", "d.out.fake"), tag("D(x)", "d.out.real")]);
  expect(scalar.outputs).toMatchObject({ kind: "scalars", tags: [{ tag: "D(x)" }, { tag: "D(G(z))" }] });
});

test("layers keep the order they first appear in, and a layer's parameters stay together", () => {
  const layer = (name: string) => tag(`grad/${name}`, "grad.g", { layer: name });
  const layout = gameLayout(
    ["dense/kernel", "conv.weight", "out/kernel:0", "dense/bias", "conv.bias", "out/bias:0"].map(layer),
  );
  expect(layout.generatorLayers.map(({ name }) => name)).toEqual([
    "dense/kernel",
    "dense/bias",
    "conv.weight",
    "conv.bias",
    "out/kernel:0",
    "out/bias:0",
  ]);
});

test("layers that come sorted by name are counted as people count", () => {
  const layer = (name: string) => tag(`grad/${name}`, "grad.d", { layer: name });
  const layout = gameLayout(["conv_1", "conv_10", "conv_2"].map(layer));
  expect(layout.discriminatorLayers.map(({ name }) => name)).toEqual(["conv_1", "conv_2", "conv_10"]);
});

test("of parameters that come sorted by name, the weights come first", () => {
  const layer = (name: string) => tag(`grad/${name}`, "grad.d", { layer: name });
  const layout = gameLayout(["a/bias", "a/kernel", "b/bias", "b/kernel"].map(layer));
  expect(layout.discriminatorLayers.map(({ name }) => name)).toEqual([
    "a/kernel",
    "a/bias",
    "b/kernel",
    "b/bias",
  ]);
});

test("the norm over all layers stands beside those of each under a name that says so", () => {
  const layout = gameLayout([
    tag("g/norm", "grad.g"),
    tag("g/norm/a", "grad.g", { layer: "a" }),
    tag("d/norm", "grad.d"),
  ]);
  expect(layout.generatorLayers.map(({ name }) => name)).toEqual(["all layers", "a"]);
  expect(layout.discriminatorLayers.map(({ name }) => name)).toEqual(["d/norm"]);
});

test("other measures of layers are gathered by role, and absent where none is logged", () => {
  const layout = gameLayout([
    tag("g/update_ratio/a", "update.g", { layer: "a" }),
    tag("g/update_ratio/b", "update.g", { layer: "b" }),
  ]);
  expect(layout.otherLayers.map(({ role, layers }) => [role, layers.map(({ name }) => name)])).toEqual([
    ["update.g", ["a", "b"]],
  ]);
  expect(layout.alsoLogged).toEqual([]);
});

test("histograms of gradients are not rows of norms", () => {
  expect(gameLayout([tag("g/grads/dense", "grad.g", { kind: "histogram" })]).generatorLayers).toEqual([]);
});

test("single images under numbered tags are one set, in the order of their numbers", () => {
  const numbered = ["samples/10", "samples/2", "samples/0", "other/1"];
  const layout = gameLayout(numbered.map((name) => tag(name, "sample.fixed", { kind: "image" })));
  expect(layout.fixedSamples?.tags).toEqual(["samples/0", "samples/2", "samples/10"]);
});

test("samples of fresh noise stand in where nobody logged fixed noise", () => {
  const layout = gameLayout([tag("fake", "sample.fake", { kind: "image" })]);
  expect(layout.fixedSamples).toEqual({ tags: ["fake"], role: "sample.fake" });
});

test("tags without a known role are left to the page of all tags", () => {
  const layout = gameLayout([tag("epoch", "other"), tag("lr", "lr"), tag("fid", "metric.fid")]);
  expect(names(layout.alsoLogged)).toEqual(["fid", "lr"]);
});
