/** A run is told what it lacks, and nothing that it has. */
import { expect, test } from "vitest";
import type { TagSummary } from "../../api/index.ts";
import type { Role, ValueKind } from "../../model/index.ts";
import { tagSummary } from "../testing/tag-summary.ts";
import { gameLayout } from "./game-layout.ts";
import { whatToLog } from "./what-to-log.ts";

function tag(name: string, role: Role, kind: ValueKind = "scalar"): TagSummary {
  return tagSummary(name, { role, kind });
}

const complete = [
  tag("discriminator/accuracy/real", "d.acc.real"),
  tag("discriminator/logits/real", "d.out.real", "histogram"),
  tag("discriminator/logits/held_out", "d.out.heldOut", "histogram"),
  tag("generator/gradient_norm/a", "grad.g"),
  tag("discriminator/gradient_norm/a", "grad.d"),
  tag("samples/fixed_noise", "sample.fixed", "image"),
  tag("samples/real", "sample.real", "image"),
  tag("features/digits/real", "features.real", "tensor"),
  tag("quality/fid", "metric.fid"),
];
const wantedWithout = (left: string) => {
  const tags = complete.filter((one) => one.tag !== left);
  return whatToLog(gameLayout(tags), tags).flatMap(({ logThis }) => logThis);
};

test("a run that logs everything lacks nothing", () => {
  expect(wantedWithout("")).toEqual([]);
});

test.each([
  ["discriminator/logits/held_out", "discriminator/logits/held_out"],
  ["generator/gradient_norm/a", "generator/gradient_norm/<layer>"],
  ["samples/fixed_noise", "samples/fixed_noise"],
  ["features/digits/real", "features/<encoder>/real"],
  ["quality/fid", "quality/fid"],
])("without %s a run is told to log %s", (left, wanted) => {
  expect(wantedWithout(left)).toContain(wanted);
});

test("a run that logs only losses is told all nine", () => {
  const tags = [tag("generator/loss", "g.loss.adv")];
  expect(whatToLog(gameLayout(tags), tags)).toHaveLength(9);
});
