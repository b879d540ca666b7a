import { describe, expect, it } from "vitest";
import { unobserved } from "../progress.ts";
import { seededNormal } from "../random-source.ts";
import { sampleMatrix } from "../sample-matrix.ts";
import { momentsOf } from "./covariance.ts";
import { tridiagonalEigenvalues } from "./implicit-ql.ts";
import { choleskyFactor } from "./pivoted-cholesky.ts";
import { singularValuesOverwriting } from "./singular-values.ts";
import { addProductsTo, stripsOfRows } from "./strips.ts";
import { symmetricEigenvaluesOverwriting } from "./symmetric-eigenvalues.ts";

function normalNumbers(count: number, seed: number): Float64Array {
  const normal = seededNormal(seed);
  return Float64Array.from({ length: count }, () => normal());
}

describe("addProductsTo", () => {
  it("adds every dot product, whatever is left over in the last strip", () => {
    const [first, second] = [normalNumbers(7 * 5, 1), normalNumbers(6 * 5, 2)];
    const target = { values: new Float64Array(8 * 8).fill(1), stride: 8 };
    const rows = stripsOfRows({ values: first, columnCount: 5 }, { first: 0, end: 7 });
    addProductsTo(target, {
      rows,
      columns: stripsOfRows({ values: second, columnCount: 5 }, { first: 0, end: 6 }),
    });
    for (let row = 0; row < 7; row++) {
      for (let column = 0; column < 6; column++) {
        let sum = 1;
        for (let at = 0; at < 5; at++) sum += (first[row * 5 + at] ?? 0) * (second[column * 5 + at] ?? 0);
        expect(target.values[row * 8 + column]).toBeCloseTo(sum, 13);
      }
    }
  });
});

describe("momentsOf", () => {
  it("keeps the variance of numbers that all lie far from 0", () => {
    const matrix = sampleMatrix(Float64Array.of(1e9, 1e9 + 1, 1e9 + 2), 3, 1);
    expect(momentsOf(matrix, unobserved).covariance.values[0]).toBe(1);
  });
});

describe("choleskyFactor", () => {
  it("gives the matrix back, and its rank, when features repeat one another", () => {
    const [size, sampleCount] = [90, 40];
    const { covariance } = momentsOf(
      sampleMatrix(normalNumbers(sampleCount * size, 3), sampleCount, size),
      unobserved,
    );
    const { rank, values } = choleskyFactor(covariance, size, unobserved);
    expect(rank).toBe(sampleCount - 1);
    for (let row = 0; row < size; row += 7) {
      for (let column = 0; column <= row; column++) {
        let sum = 0;
        for (let at = 0; at < rank; at++)
          sum += (values[at * size + row] ?? 0) * (values[at * size + column] ?? 0);
        expect(sum).toBeCloseTo(covariance.values[row * covariance.stride + column] ?? Number.NaN, 13);
      }
    }
  });

  it("has rank 0 for a matrix of zeros", () => {
    expect(choleskyFactor({ values: new Float64Array(16), stride: 4 }, 3, unobserved).rank).toBe(0);
  });
});

describe("tridiagonalEigenvalues", () => {
  it("are 2 − 2 cos(kπ / (size + 1)) for the second difference", () => {
    const size = 50;
    const eigenvalues = tridiagonalEigenvalues(
      new Float64Array(size).fill(2),
      new Float64Array(size - 1).fill(-1),
    );
    const expected = Array.from(
      { length: size },
      (_, k) => 2 - 2 * Math.cos(((k + 1) * Math.PI) / (size + 1)),
    );
    for (const [place, value] of eigenvalues.sort().entries())
      expect(value).toBeCloseTo(expected[place] ?? 0, 13);
  });

  it("are NaN, not an endless loop, for a number that is not finite", () => {
    const eigenvalues = tridiagonalEigenvalues(Float64Array.of(1, 2, 3), Float64Array.of(1, Number.NaN));
    expect([...eigenvalues]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });
});

describe("singularValuesOverwriting and symmetricEigenvaluesOverwriting", () => {
  it("agree: squares of singular values are eigenvalues of AᵀA", () => {
    const [rows, columns] = [60, 45];
    const values = normalNumbers(rows * columns, 4);
    const gram = { values: new Float64Array(48 * 48), stride: 48 };
    for (let i = 0; i < columns; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let row = 0; row < rows; row++) {
          sum += (values[row * columns + i] ?? 0) * (values[row * columns + j] ?? 0);
        }
        gram.values[i * 48 + j] = sum;
      }
    }
    const eigenvalues = symmetricEigenvaluesOverwriting(gram, columns, unobserved).sort();
    const singular = singularValuesOverwriting({ values, rows, columns, stride: columns }, unobserved);
    for (const [place, value] of singular.entries()) {
      expect(value ** 2 / (eigenvalues[place] ?? 0)).toBeCloseTo(1, 10);
    }
  });

  it("are exact for a matrix of rank 1, and count its zeros", () => {
    const values = Float64Array.from({ length: 12 }, (_, at) => (1 + Math.floor(at / 3)) * ((at % 3) + 1));
    const singular = singularValuesOverwriting({ values, rows: 4, columns: 3, stride: 3 }, unobserved);
    expect(singular[2]).toBeCloseTo(Math.sqrt(30 * 14), 12);
    expect(singular[0]).toBeCloseTo(0, 12);
    expect(singular[1]).toBeCloseTo(0, 12);
  });
});
