/** From data to pixels and back, for the three kinds of axis. */

export interface Scale {
  /** Pixel of a value; values outside the domain lie outside the range. */
  at(value: number): number;
  /** Value at a pixel. */
  invert(pixel: number): number;
  readonly domain: readonly [low: number, high: number];
}

interface ScaleOptions {
  readonly domain: readonly [low: number, high: number];
  /** Pixels of the two ends of the domain; may run downwards. */
  readonly range: readonly [from: number, to: number];
}

export function linearScale({ domain, range }: ScaleOptions): Scale {
  return warpedScale({ domain, range }, { forward: (value) => value, backward: (value) => value });
}

/** The domain must be positive. */
export function logScale({ domain, range }: ScaleOptions): Scale {
  return warpedScale({ domain, range }, { forward: Math.log, backward: Math.exp });
}

/** Linear within ±`linearWithin`, logarithmic beyond: saturated and undecided logits on one axis. */
export function asinhScale({ domain, range }: ScaleOptions, linearWithin = 1): Scale {
  return warpedScale(
    { domain, range },
    {
      forward: (value) => Math.asinh(value / linearWithin),
      backward: (value) => linearWithin * Math.sinh(value),
    },
  );
}

interface Warp {
  forward(value: number): number;
  backward(value: number): number;
}

function warpedScale({ domain, range }: ScaleOptions, warp: Warp): Scale {
  const low = warp.forward(domain[0]);
  const span = warp.forward(domain[1]) - low || 1;
  const [from, to] = range;
  return {
    at: (value) => from + ((warp.forward(value) - low) / span) * (to - from),
    invert: (pixel) => warp.backward(low + ((pixel - from) / (to - from || 1)) * span),
    domain,
  };
}
