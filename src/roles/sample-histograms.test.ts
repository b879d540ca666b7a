import { expect, it } from "vitest";
import { recogniseRoles } from "./index.ts";

const roleOf = (tag: string) =>
  recogniseRoles([{ run: "run", tag, kind: "histogram" }]).map(({ role }) => role)[0];

it.each([
  "fake_points",
  "generated/x",
  "generated_0",
  "columns/fake_0",
  "samples/generated",
  "fake_images",
  "samples/x",
  "generator/samples",
  "G(z)",
  "pixels/fake",
])("takes %s for generated values", (tag) => {
  expect(roleOf(tag)).toBe("sample.fake");
});

it.each(["real_points", "data/x", "columns/real_0", "samples/real", "real_data", "pixels/real"])(
  "takes %s for values of the data",
  (tag) => {
    expect(roleOf(tag)).toBe("sample.real");
  },
);

it.each(["D/fake", "out/fake", "logits_fake", "scores/hist_fake"])(
  "leaves %s to what the discriminator says",
  (tag) => {
    expect(roleOf(tag)).toBe("d.out.fake");
  },
);

it.each([
  "fake",
  "real",
  "z",
  "x",
  "fake_dist",
  "generator/activations/0",
  "generator/dense/bias",
  "generator/sequential/batch_normalization/beta",
  "discriminator/features",
])("does not know what %s is a histogram of", (tag) => {
  expect(roleOf(tag)).toBe("other");
});
