/** Which histograms of generated values are held against which of the data's: coordinate by coordinate, column by column. */
import type { RoleOfTag } from "../../model/index.ts";
import type { Measures } from "./measures.ts";
import { segmentOf } from "./metric-segment.ts";

interface Column {
  readonly measures: Extract<Measures, { kind: "values" }>;
  readonly fake: RoleOfTag;
  /** The generated values again where the data's are not logged. */
  readonly real: RoleOfTag;
}

/** `x` of `generated/x`, `0` of `columns/fake_0`, `points` of `fake_points`. */
const LAST_PART = /[^/_.\s-]+$/;

/** `histograms`: those of one game. */
export function columnsOfValues(histograms: readonly RoleOfTag[]): Column[] {
  const generated = histograms.filter(({ role }) => role === "sample.fake" || role === "sample.fixed");
  const reals = histograms.filter(({ role }) => role === "sample.real");
  return generated.map((fake) => {
    const real = partnerOf(fake, generated, reals);
    const column = segmentOf(fake.tag);
    return {
      measures: { kind: "values", column, isBesideReal: real !== undefined },
      fake,
      real: real ?? fake,
    };
  });
}

/** The only one, or the only one of the same part. */
function partnerOf(
  fake: RoleOfTag,
  generated: readonly RoleOfTag[],
  reals: readonly RoleOfTag[],
): RoleOfTag | undefined {
  if (generated.length === 1 && reals.length === 1) return reals[0];
  const ofSamePart = (tags: readonly RoleOfTag[]) => tags.filter((tag) => partOf(tag) === partOf(fake));
  return ofSamePart(generated).length === 1 ? ofSamePart(reals)[0] : undefined;
}

function partOf({ tag }: RoleOfTag): string {
  return LAST_PART.exec(tag)?.[0] ?? tag;
}
