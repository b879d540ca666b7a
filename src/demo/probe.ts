/** Measures both players, frozen, on banks that stay the same for the whole run. */
import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import type { ImageBatch } from "../sdk/index.ts";
import { bankRows, bytesOfPixels, imageTensor } from "./batches.ts";
import type { GameInputs } from "./game.ts";
import { IMAGE_SIDE } from "./mnist.ts";
import type { Players } from "./models.ts";
import type { ModelName } from "./recipe.ts";
import { SeededRandom, STREAMS } from "./seeded-random.ts";
import { inTensorScope } from "./tensor-scope.ts";
import type { TrainingLog } from "./training-log.ts";

interface ProbeSettings {
  readonly everySteps: number;
  /** Samples a side for the logits. */
  readonly bankSize: number;
}

/**
 * Probes may take a tenth of the training time. An MLP round takes 6 ms here, a probe of 512 a side with its
 * layers 30; a convolutional round 105 ms, a probe of 128 a side 160: 5 and 8 %.
 */
const SETTINGS: Readonly<Record<ModelName, ProbeSettings>> = {
  mlp: { everySteps: 100, bankSize: 512 },
  dcgan: { everySteps: 20, bankSize: 128 },
};
/** The first steps change most. */
const FIRST_PROBES: readonly number[] = [0, 1, 2, 5, 10, 20, 50];
const SHOWN_SAMPLE_COUNT = 64;
/**
 * Fréchet distance and mode histogram want many samples: 512 give the distance of 64 features its chance level, and
 * show a digit that one sample in a hundred is. They take some 60 ms to draw and to compress, as long as ten MLP rounds.
 */
const COMPARED_SAMPLE_COUNT = 512;
const COMPARED_EVERY_PROBES = 10;

export function isProbeStep(model: ModelName, step: number): boolean {
  return FIRST_PROBES.includes(step) || step % SETTINGS[model].everySteps === 0;
}

/** Holds the banks as tensors until `dispose`. */
export class Probe {
  readonly #inputs: GameInputs;
  readonly #players: Players;
  readonly #random: SeededRandom;
  readonly #real: Tensor4D;
  readonly #heldOut: Tensor4D;
  readonly #noise: Tensor;
  readonly #sampleNoise: Tensor;
  #probeCount = 0;

  constructor(inputs: GameInputs, players: Players) {
    const { tensorflow, recipe, data } = inputs;
    const { bankSize } = SETTINGS[recipe.model];
    this.#inputs = inputs;
    this.#players = players;
    this.#random = new SeededRandom(recipe.seed, STREAMS.banks);
    const bankOf = (rows: Uint32Array) =>
      imageTensor(tensorflow.tf, {
        digits: data.digits,
        rows: bankRows(rows, bankSize, this.#random),
        range: recipe.dataRange,
      });
    this.#real = bankOf(data.trainingRows);
    this.#heldOut = bankOf(data.heldOutRows);
    this.#noise = this.#drawNoise(bankSize);
    this.#sampleNoise = this.#drawNoise(SHOWN_SAMPLE_COUNT);
  }

  /**
   * Logs the logits of all three sides and the samples of fixed noise, as the players are after `step` rounds; and, at
   * every tenth probe and the last one, many samples to be compared with real ones, which are logged once.
   */
  measure(log: TrainingLog, step: number, { isLast = false } = {}): void {
    const { tf } = this.#inputs.tensorflow;
    inTensorScope(tf, () => {
      const { generator } = this.#players;
      log.logits(step, {
        real: this.#logitsOf(this.#real),
        heldOut: this.#logitsOf(this.#heldOut),
        fake: this.#logitsOf(generator.apply(this.#noise)),
      });
      log.samples(step, "fixed_noise", this.#imagesOf(generator.apply(this.#sampleNoise)));
      if (this.#probeCount === 0) log.samples(step, "real", this.#imagesOf(this.#realSamples()));
      if (isLast || this.#probeCount % COMPARED_EVERY_PROBES === 0)
        log.samples(step, "random", this.#imagesOf(generator.apply(this.#drawNoise(COMPARED_SAMPLE_COUNT))));
    });
    this.#probeCount += 1;
  }

  dispose(): void {
    for (const bank of [this.#real, this.#heldOut, this.#noise, this.#sampleNoise]) bank.dispose();
  }

  #realSamples(): Tensor4D {
    const { tensorflow, recipe, data } = this.#inputs;
    return imageTensor(tensorflow.tf, {
      digits: data.digits,
      rows: bankRows(data.trainingRows, COMPARED_SAMPLE_COUNT, this.#random),
      range: recipe.dataRange,
    });
  }

  #logitsOf(images: Tensor): Float32Array {
    return this.#players.discriminator.apply(images).dataSync<"float32">();
  }

  #imagesOf(images: Tensor): ImageBatch {
    return {
      width: IMAGE_SIDE,
      height: IMAGE_SIDE,
      channels: 1,
      count: images.shape[0] ?? 0,
      pixels: bytesOfPixels(images.dataSync(), this.#inputs.recipe.dataRange),
    };
  }

  #drawNoise(count: number): Tensor {
    const { latentSize } = this.#inputs.recipe;
    return this.#inputs.tensorflow.tf.tensor2d(this.#random.normals(count * latentSize), [count, latentSize]);
  }
}
