/** Pictures read as scatter plots, once for all that needs them: the first of a tag serves every moment. */
import { type Plot, readPlot } from "../../derivations/index.ts";
import { decodeImages } from "../../tfevents/index.ts";
import { decodedWhole, layoutOf } from "./decoded-images.ts";
import type { ValuePlace } from "./derive-messages.ts";
import { LatelyUsed } from "./lately-used.ts";

/** Some twenty-five plots of 640 × 480. */
const KEPT_BYTES = 24 * 1024 * 1024;
const BYTES_OF_NONE = 64;

export class LoggedPlots {
  readonly #read: (place: ValuePlace) => Promise<Uint8Array>;
  readonly #plots = new LatelyUsed<Plot | null>(KEPT_BYTES);

  constructor(read: (place: ValuePlace) => Promise<Uint8Array>) {
    this.#read = read;
  }

  /** Null where the value is no plot: a grid of samples, a photograph, several images. */
  async at(place: ValuePlace): Promise<Plot | null> {
    const { file, offset } = place;
    const make = async () => {
      const images = decodedWhole(decodeImages(await this.#read(place)).images);
      const plot = readPlot(images);
      return plot === null || layoutOf(images, {}) !== null ? null : plot;
    };
    const bytes = (plot: Plot | null) =>
      plot === null ? BYTES_OF_NONE : plot.hues.byteLength + plot.uncoloured.byteLength;
    return this.#plots.get(JSON.stringify([file.path, file.identity, offset]), make, bytes);
  }
}
