/** Parts of what networks give, as probes of whole banks and of slices both log them. */
import type { GameLog, SampleKind } from "../game-log.ts";
import { imageBatchOf, type PixelRange } from "./pixels.ts";
import type { Readings } from "./reading.ts";
import type { Tensor, TensorFlow } from "./tensorflow.ts";

/** Images have height, width and channels; other samples are not drawn. */
const IMAGE_AXES = 4;

export interface ImageLog {
  readonly game: Pick<GameLog, "samples">;
  readonly readings: Readings;
  readonly pixelRange: PixelRange;
}

export interface ShownImages {
  readonly kind: SampleKind;
  readonly samples: Tensor;
}

/** Collects samples to be logged as images, if that is what they are. */
export function imagesOf({ game, readings, pixelRange }: ImageLog, step: number, shown: ShownImages): void {
  const { kind, samples } = shown;
  if (samples.shape.length !== IMAGE_AXES) return;
  const shape = [...samples.shape];
  readings.collect([samples], ([pixels]) => {
    if (pixels === undefined) return;
    game.samples(step, kind, imageBatchOf(pixels, { shape, range: pixelRange }));
  });
}

/** [batch × features]: maps are averaged over their places. */
export function pooledFeatures(tf: TensorFlow, output: Tensor): Tensor {
  const places = output.shape.map((_, axis) => axis).slice(1, -1);
  return places.length === 0 ? output : tf.mean(output, places);
}

/** Rows of the first axis. */
export function rowsOf(
  tf: TensorFlow,
  samples: Tensor,
  { from, count }: { readonly from: number; readonly count: number },
): Tensor {
  const [size = 0, ...rest] = samples.shape;
  return tf.slice(samples, [from, ...rest.map(() => 0)], [Math.min(count, size - from), ...rest]);
}
