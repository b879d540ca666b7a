/** What a network is built from. */
import type { Tf } from "../kernels/runtime.ts";
import type { PixelRange } from "../recipe.ts";

export interface NetworkSpecification {
  readonly tf: Tf;
  readonly latentSize: number;
  readonly range: PixelRange;
  /** A new seeded initialiser at each call, so that no two layers start from the same numbers. */
  initialiser(): ReturnType<Tf["initializers"]["glorotUniform"]>;
}
