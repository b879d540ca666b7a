import { expect, it } from "vitest";
import { recogniseRoles } from "./index.ts";

const rolesOf = (...tags: readonly string[]) =>
  recogniseRoles(tags.map((tag) => ({ run: "run", tag, kind: "histogram" as const }))).map(
    ({ role, layer }) => [role, layer],
  );

it("takes histograms that end in weight or kernel for a player's weights, a layer each", () => {
  expect(rolesOf("G/0.weight", "discriminator/conv2d_1/kernel:0", "Generator/main.3.weight")).toEqual([
    ["weights.g", "0.weight"],
    ["weights.d", "conv2d_1/kernel:0"],
    ["weights.g", "main.3.weight"],
  ]);
});

it("knows them by the end that Keras gives its histograms", () => {
  expect(rolesOf("discriminator/d_dense/kernel/histogram").map(([role]) => role)).toEqual(["weights.d"]);
});

it("leaves gradients of weights to gradients", () => {
  expect(rolesOf("G/0.weight.grad")).toEqual([["grad.g", "0.weight"]]);
});

it("does not know whose weights they are where no player is named", () => {
  expect(rolesOf("conv1/weight", "encoder/dense/kernel").map(([role]) => role)).toEqual(["other", "other"]);
});

it("knows histograms of outputs by DCGAN's letters", () => {
  expect(rolesOf("d", "d_").map(([role]) => role)).toEqual(["d.out.real", "d.out.fake"]);
});
