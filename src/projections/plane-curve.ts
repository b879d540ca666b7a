/** The curve by which UMAP turns distance in the plane into belonging together. */

/** 1 / (1 + a · d^(2b)) */
export interface PlaneCurve {
  readonly a: number;
  readonly b: number;
}

/** As in umap-learn: distances up to three spreads, at 300 places. */
const PLACES = 300;
const SPREADS = 3;
const ROUNDS = 100;
const FIRST_DAMPING = 1e-3;
const DAMPING_STEP = 10;

/**
 * a and b by least squares to the target 1 below `minimumDistance` and exp(−(d − minimumDistance)) above.
 *
 * In units of a spread of 1. Levenberg–Marquardt; a = 1.577, b = 0.895 at 0.1.
 * Source: McInnes, Healy and Melville 2018, definition 11.
 */
export function planeCurve(minimumDistance: number): PlaneCurve {
  let curve = { a: 1, b: 1 };
  let damping = FIRST_DAMPING;
  let error = misfit(curve, minimumDistance).error;
  for (let round = 0; round < ROUNDS; round++) {
    const { aa, ab, bb, slopeA, slopeB } = misfit(curve, minimumDistance);
    const [dampedA, dampedB] = [aa * (1 + damping), bb * (1 + damping)];
    const determinant = dampedA * dampedB - ab * ab;
    const tried = {
      a: curve.a - (dampedB * slopeA - ab * slopeB) / determinant,
      b: curve.b - (dampedA * slopeB - ab * slopeA) / determinant,
    };
    const triedError = misfit(tried, minimumDistance).error;
    if (triedError < error) {
      [curve, error] = [tried, triedError];
      damping /= DAMPING_STEP;
    } else {
      damping *= DAMPING_STEP;
    }
  }
  return curve;
}

/** Half the squared error, its slopes, and the products of the curve's slopes. */
function misfit({ a, b }: PlaneCurve, minimumDistance: number) {
  const sums = { error: 0, aa: 0, ab: 0, bb: 0, slopeA: 0, slopeB: 0 };
  for (let place = 1; place < PLACES; place++) {
    const distance = (SPREADS * place) / (PLACES - 1);
    const target = distance < minimumDistance ? 1 : Math.exp(-(distance - minimumDistance));
    const power = distance ** (2 * b);
    const value = 1 / (1 + a * power);
    const byA = -value * value * power;
    const byB = -value * value * a * power * 2 * Math.log(distance);
    const off = value - target;
    sums.error += (off * off) / 2;
    sums.aa += byA * byA;
    sums.ab += byA * byB;
    sums.bb += byB * byB;
    sums.slopeA += byA * off;
    sums.slopeB += byB * off;
  }
  return sums;
}
