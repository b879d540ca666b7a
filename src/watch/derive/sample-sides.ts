/** The images, features and classes of one side of a moment, decoded and encoded once for all that needs them. */
import {
  type MeasuredFeatures,
  type MeasuredSamples,
  measuredFeatures,
  measuredSamples,
} from "../../derivations/index.ts";
import { areReadAsDigits, couldBeDigits, type EncodedSamples, type Encoder } from "../../encoders/index.ts";
import { type MosaicHints, type MosaicLayout, type SampleImages, splitFigure } from "../../metrics/index.ts";
import { decodeImages } from "../../tfevents/index.ts";
import { decodedWhole, layoutOf, saysGrid, takenApart } from "./decoded-images.ts";
import type { DeriveJob, PlacedMoment, ValuePlace } from "./derive-messages.ts";
import { LatelyUsed } from "./lately-used.ts";

/** A batch of moments of 64 photographs of 128 × 128, with what is computed from them. */
const KEPT_BYTES = 128 * 1024 * 1024;
/** Measures keep every pixel as a float64 besides the image's own byte, and pairs of samples. */
const BYTES_A_PIXEL = 10;
/** One a tag of each run at work, and small. */
const KEPT_LAYOUT_BYTES = 64 * 1024;
const BYTES_A_LAYOUT = 256;

interface EncodedSide extends EncodedSamples {
  readonly measured: MeasuredFeatures;
}

export class SampleSide {
  readonly images: SampleImages;
  #measured: MeasuredSamples | null = null;
  /** By the encoder itself: the same weights with another range are another one. */
  readonly #encoded = new Map<Encoder, EncodedSide>();

  constructor(images: SampleImages) {
    this.images = images;
  }

  measured(): MeasuredSamples {
    this.#measured ??= measuredSamples(this.images);
    return this.#measured;
  }

  async encoded(encoder: Encoder): Promise<EncodedSide> {
    const known = this.#encoded.get(encoder);
    if (known !== undefined) return known;
    const encoded = await encoder.encode(this.images);
    const made = { ...encoded, measured: measuredFeatures(encoded.features) };
    this.#encoded.set(encoder, made);
    return made;
  }

  /** Whether a classifier of digits may be asked about images like these. */
  async areDigits(encoder: Encoder): Promise<boolean> {
    if (!couldBeDigits(this.images)) return false;
    const { probabilities } = await this.encoded(encoder);
    return probabilities !== null && areReadAsDigits(probabilities);
  }
}

type Read = (place: ValuePlace) => Promise<Uint8Array>;
type Sides = Pick<DeriveJob, "tags" | "first">;

export class SampleSides {
  readonly #read: Read;
  readonly #sides = new LatelyUsed<SampleSide>(KEPT_BYTES);
  readonly #layouts = new LatelyUsed<MosaicLayout | null>(KEPT_LAYOUT_BYTES);

  constructor(read: Read) {
    this.#read = read;
  }

  async real({ tags, first }: Sides, place: ValuePlace): Promise<SampleSide> {
    return this.#side(place, first.real, { isGrid: saysGrid(tags.real) });
  }

  /** The size of a single real sample tells the cells of a grid of generated ones. */
  async fake({ tags, first }: Sides, place: ValuePlace, real: SampleSide): Promise<SampleSide> {
    const { width, height, count } = real.images;
    const isGrid = saysGrid(tags.fake);
    return this.#side(place, first.fake, count > 1 ? { isGrid, cell: { width, height } } : { isGrid });
  }

  /** Generated samples without real ones, whose size would tell the cells of a grid. */
  async lone({ tags, first }: Sides, place: ValuePlace): Promise<SampleSide> {
    return this.#side(place, first.fake, { isGrid: saysGrid(tags.fake) });
  }

  async #side(place: ValuePlace, first: ValuePlace, hints: MosaicHints): Promise<SampleSide> {
    const make = async () => {
      const whole = await this.#whole(place);
      const layout = await this.#layout(whole, first, hints);
      const ofFigure = layout === null && whole.count === 1 ? splitFigure(whole, 0) : null;
      return new SampleSide(ofFigure ?? takenApart(whole, layout));
    };
    const bytes = ({ images }: SampleSide) => images.values.length * BYTES_A_PIXEL;
    return this.#sides.get(keyOf(place, hints), make, bytes);
  }

  /** As the earliest value of the tag is cut; anew where an image has another size. */
  async #layout(whole: SampleImages, first: ValuePlace, hints: MosaicHints): Promise<MosaicLayout | null> {
    if (whole.count !== 1) return null;
    const atFirst = await this.#layouts.get(
      keyOf(first, hints),
      async () => layoutOf(await this.#whole(first), hints),
      () => BYTES_A_LAYOUT,
    );
    return atFirst !== null && fits(atFirst, whole) ? atFirst : layoutOf(whole, hints);
  }

  async #whole(place: ValuePlace): Promise<SampleImages> {
    return decodedWhole(decodeImages(await this.#read(place)).images);
  }
}

export interface SidesOfMoment {
  readonly real: SampleSide;
  readonly fake: SampleSide;
  readonly before: SampleSide | null;
}

export async function sidesOf(
  sides: SampleSides,
  job: DeriveJob,
  { real: realPlace, fake, before }: PlacedMoment,
): Promise<SidesOfMoment> {
  const real = await sides.real(job, realPlace);
  return {
    real,
    fake: await sides.fake(job, fake, real),
    before: before === null ? null : await sides.fake(job, before, real),
  };
}

function keyOf({ file, offset }: ValuePlace, hints: MosaicHints): string {
  return JSON.stringify([file.path, file.identity, offset, hints]);
}

function fits({ columns, rows, cellWidth, cellHeight, padding }: MosaicLayout, whole: SampleImages): boolean {
  return (
    columns * (cellWidth + padding) + padding === whole.width &&
    rows * (cellHeight + padding) + padding === whole.height
  );
}
