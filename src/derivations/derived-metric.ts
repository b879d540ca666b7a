/** What a reader of a derived number must be told of it. */

export interface DerivedMetric {
  readonly name: string;
  readonly unit: string;
  /** The function of the metrics room and what it is given; becomes the series' description. */
  readonly formula: string;
}

export const metric = (name: string, unit: string, formula: string): DerivedMetric => ({
  name,
  unit,
  formula,
});
