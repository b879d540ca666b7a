/** What of a run can be laid out on a plane: logged features before pixels of samples. */
import type { TagSummary } from "../../api/index.ts";
import type { Role } from "../../model/index.ts";

export interface ProjectionSource {
  /** Such as "features of digits" or "pixels of samples". */
  readonly name: string;
  readonly real: string;
  readonly generated: string;
  /** Row i is of the same noise at every step, so that its way can be drawn. */
  readonly isFixedNoise: boolean;
}

export function projectionSources(tags: readonly TagSummary[]): readonly ProjectionSource[] {
  return [...ofFeatures(tags), ...ofPixels(tags)];
}

function ofFeatures(tags: readonly TagSummary[]): ProjectionSource[] {
  return withRole(tags, "features.real", "tensor").flatMap((real) => {
    const folder = real.slice(0, real.lastIndexOf("/") + 1);
    const generated = withRole(tags, "features.fake", "tensor").find((tag) => tag.startsWith(folder));
    if (generated === undefined) return [];
    const encoder = folder.replace(/^features\//, "").replace(/\/$/, "");
    return [{ name: `features of ${encoder}`, real, generated, isFixedNoise: false }];
  });
}

function ofPixels(tags: readonly TagSummary[]): ProjectionSource[] {
  const [real] = withRole(tags, "sample.real", "image");
  const [fixed] = withRole(tags, "sample.fixed", "image");
  const generated = fixed ?? withRole(tags, "sample.fake", "image")[0];
  if (real === undefined || generated === undefined) return [];
  return [{ name: "pixels of samples", real, generated, isFixedNoise: fixed !== undefined }];
}

function withRole(tags: readonly TagSummary[], role: Role, kind: TagSummary["kind"]): readonly string[] {
  return tags.filter((tag) => tag.role === role && tag.kind === kind).map(({ tag }) => tag);
}
