/** What generated images tell by themselves, and beside those of the moment before: most logs show no real ones. */
import { roughnessOf } from "../metrics/index.ts";
import { type DerivedValue, plainValue } from "./derived-value.ts";
import type { MeasuredSamples } from "./samples.ts";

export interface OwnSamples {
  readonly fake: MeasuredSamples;
  /** The generated images one moment earlier, of whatever noise; null at the first. */
  readonly before: MeasuredSamples | null;
}

/** Fewer images than this say nothing of how varied they are. */
const FEWEST_IMAGES = 4;
/** Without contrast there is nothing to divide by: less than half a grey level of 255. */
const LEAST_CONTRAST = 1 / 510;

/** Empty where there are too few images; variety and roughness only of images with any contrast. */
export function deriveFromLoneSamples({ fake, before }: OwnSamples): DerivedValue[] {
  if (fake.images.count < FEWEST_IMAGES) return [];
  const { contrast, variety, repeats, twins } = fake.ownVariety();
  const plain = (metric: string, value: number) =>
    plainValue(metric, value, { realCount: 0, fakeCount: fake.images.count });
  const ofContrast =
    contrast < LEAST_CONTRAST
      ? []
      : [
          plain("samples/variety", variety),
          plain("samples/repeats", repeats),
          plain("samples/twins", twins),
          plain("samples/roughness", roughnessOf(fake.images)),
        ];
  const areAlike =
    before !== null && before.images.count === fake.images.count && sizeOf(before) === sizeOf(fake);
  return [
    plain("samples/contrast", contrast),
    plain("samples/span", spanOf(fake.pixels.values)),
    ...ofContrast,
    ...(areAlike ? [plain("samples/change", changeOf(before, fake))] : []),
  ];
}

/** From the darkest to the brightest value; 1 from one end of the range to the other. */
function spanOf(values: ArrayLike<number>): number {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? Number.NaN;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  return highest - lowest;
}

function sizeOf({ images }: MeasuredSamples): string {
  return `${images.width} × ${images.height} × ${images.channels}`;
}

/** Root mean square change of a value over the larger contrast of both moments; 0 where no value changes. */
function changeOf(before: MeasuredSamples, after: MeasuredSamples): number {
  const [earlier, later] = [before.pixels.values, after.pixels.values];
  let squares = 0;
  for (let at = 0; at < later.length; at++) {
    squares += ((later[at] ?? Number.NaN) - (earlier[at] ?? Number.NaN)) ** 2;
  }
  const change = Math.sqrt(squares / later.length);
  const contrast = Math.max(before.contrast(), after.contrast());
  return change === 0 ? 0 : change / contrast;
}
