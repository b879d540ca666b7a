/** Remembers what a training logs, for tests to look at. */
import type {
  GameAccuracy,
  GameLogits,
  GameLosses,
  Hyperparameters,
  ImageBatch,
  LayerMeasurement,
  SampleKind,
} from "../../sdk/index.ts";
import type { TrainingLog } from "../training-log.ts";

interface RecordedSamples {
  readonly step: number;
  readonly kind: SampleKind;
  readonly count: number;
  /** Smallest byte of all pixels. */
  readonly darkest: number;
}

export class RecordedTraining implements TrainingLog {
  readonly lossRows: GameLosses[] = [];
  readonly accuracies: GameAccuracy[] = [];
  readonly layers: LayerMeasurement[] = [];
  readonly sampleRows: RecordedSamples[] = [];
  readonly probedSteps: number[] = [];
  readonly logitRows: GameLogits[] = [];
  hyperparameterRecord: Hyperparameters = {};

  losses(_step: number, losses: GameLosses): void {
    this.lossRows.push(losses);
  }

  accuracy(_step: number, accuracy: GameAccuracy): void {
    this.accuracies.push(accuracy);
  }

  logits(step: number, logits: GameLogits): void {
    this.probedSteps.push(step);
    this.logitRows.push(logits);
  }

  layer(_step: number, measurement: LayerMeasurement): void {
    this.layers.push(measurement);
  }

  samples(step: number, kind: SampleKind, { count, pixels }: ImageBatch): void {
    const darkest = pixels.reduce((least, pixel) => Math.min(least, pixel));
    this.sampleRows.push({ step, kind, count, darkest });
  }

  hyperparameters(record: Hyperparameters): void {
    this.hyperparameterRecord = record;
  }
}
