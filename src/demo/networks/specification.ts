/** What a network is built from. */
import type { Tf } from "../kernels/runtime.ts";
import type { HiddenLayers, PixelRange } from "../recipe.ts";

export interface NetworkSpecification {
  readonly tf: Tf;
  readonly latentSize: number;
  readonly range: PixelRange;
  /** Of a dense network. */
  readonly hidden: HiddenLayers;
  /** A new seeded initialiser at each call, so that no two layers start from the same numbers. */
  initialiser(): ReturnType<Tf["initializers"]["glorotUniform"]>;
}
