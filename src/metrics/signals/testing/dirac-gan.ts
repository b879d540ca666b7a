/** The smallest GAN that circles: one number against one slope, whose period and radius are known in closed form. */

/** `penalty` is the weight γ of the zero-centred gradient penalty; `alternating` updates one player after the other. */
export interface DiracGame {
  readonly steps: number;
  readonly stepSize: number;
  readonly penalty?: number;
  readonly alternating?: boolean;
}

export interface DiracRun {
  readonly generator: Float64Array;
  readonly discriminator: Float64Array;
}

/** Mescheder et al. 2018, arXiv:1801.04406: f(t) = −ln(1 + e⁻ᵗ), from θ = 0.1 and ψ = 0. */
export function playDiracGan({ steps, stepSize, penalty = 0, alternating = false }: DiracGame): DiracRun {
  const generator = new Float64Array(steps + 1);
  const discriminator = new Float64Array(steps + 1);
  let [theta, psi] = [0.1, 0];
  generator[0] = theta;
  for (let step = 1; step <= steps; step++) {
    const slope = 1 / (1 + Math.exp(psi * theta));
    const moved = theta - stepSize * psi * slope;
    const answered = alternating ? moved : theta;
    psi += stepSize * (answered / (1 + Math.exp(psi * answered)) - penalty * psi);
    theta = moved;
    generator[step] = theta;
    discriminator[step] = psi;
  }
  return { generator, discriminator };
}

/** Distance from the equilibrium at one step. */
export function radiusAt({ generator, discriminator }: DiracRun, step: number): number {
  return Math.hypot(generator[step] ?? Number.NaN, discriminator[step] ?? Number.NaN);
}
