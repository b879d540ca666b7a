/** Remembers what a training logs, for tests to look at. */
import type { Histogram, Hyperparameters, WatchLog, WrittenImages } from "../../sdk/index.ts";

interface RecordedSamples {
  readonly step: number;
  readonly tag: string;
  readonly count: number;
}

export class RecordedTraining implements WatchLog {
  readonly droppedWrites = 0;
  readonly sampleRows: RecordedSamples[] = [];
  readonly encoded: { readonly tag: string; readonly png: Uint8Array }[] = [];
  hyperparameterRecord: Hyperparameters = {};
  readonly #scalars = new Map<string, { readonly step: number; readonly value: number }[]>();
  readonly #histograms = new Map<string, Histogram[]>();

  get tags(): readonly string[] {
    return [...this.#scalars.keys(), ...this.#histograms.keys()];
  }

  valuesOf(tag: string): readonly number[] {
    return (this.#scalars.get(tag) ?? []).map(({ value }) => value);
  }

  stepsOf(tag: string): readonly number[] {
    return (this.#scalars.get(tag) ?? []).map(({ step }) => step);
  }

  /** How many values each histogram counted. */
  countsOf(tag: string): readonly number[] {
    return (this.#histograms.get(tag) ?? []).map(({ counts }) => counts.reduce((sum, count) => sum + count));
  }

  scalar(tag: string, step: number | bigint, value: number): void {
    this.#scalars.set(tag, [...(this.#scalars.get(tag) ?? []), { step: Number(step), value }]);
  }

  histogram(tag: string, _step: number | bigint, histogram: Histogram): void {
    this.#histograms.set(tag, [...(this.#histograms.get(tag) ?? []), histogram]);
  }

  images(tag: string, step: number | bigint, { encoded }: WrittenImages): void {
    this.sampleRows.push({ step: Number(step), tag, count: encoded.length });
    for (const png of encoded) this.encoded.push({ tag, png });
  }

  tensor(): void {
    throw new Error("The demo logs no tensors.");
  }

  hyperparameters(record: Hyperparameters): void {
    this.hyperparameterRecord = record;
  }
}
