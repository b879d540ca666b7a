/** What the layouts that converge step by step have in common. */
export interface Descending {
  /** x, y by turns; changed in place by `iterate`. */
  readonly positions: Float64Array;
  readonly iteration: number;
  readonly iterations: number;
  readonly isDone: boolean;
  iterate(): void;
}
