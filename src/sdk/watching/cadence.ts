/** When each kind of measurement is due: dense at first, where most happens, and every so many steps after. */

export interface Cadence {
  /** Losses and accuracies. */
  readonly losses: number;
  /** Gradient histograms and norms, update ratios. */
  readonly layers: number;
  /** Cosine between the gradients of two successive steps. */
  readonly direction: number;
  /** Logits of the fixed banks, signal at samples, dead and saturated units. */
  readonly probes: number;
  /** Samples of the fixed noise. */
  readonly samples: number;
  /** Samples of new noise. */
  readonly random: number;
  /** Outputs of the discriminator's last hidden layer. */
  readonly features: number;
  /** What is due more often than every ten steps is measured on slices of the banks, and on the whole of them this often. */
  readonly wholeBanks: number;
}

/** In steps; bench/sdk-overhead measures what they cost together. */
export const DEFAULT_CADENCE: Cadence = {
  losses: 1,
  layers: 100,
  direction: 50,
  probes: 100,
  samples: 100,
  random: 100,
  features: 500,
  wholeBanks: 100,
};

/** Early training changes by the step; features and new samples, which are large, wait for their turn. */
const DENSE_STEPS: readonly number[] = [0, 1, 2, 5, 10, 20, 50];

/** What is not given has its default; new samples, if they are not, come as often as the fixed ones. */
export function cadenceOf(given: Partial<Cadence> = {}): Cadence {
  return { ...DEFAULT_CADENCE, random: given.samples ?? DEFAULT_CADENCE.random, ...given };
}

/** From here on a whole bank, some eight training batches large, is a small part of the steps between two. */
const SLICED_BELOW_STEPS = 10;

/** Whether something that comes every so many steps is measured on a slice at this one. */
export function isSliced(every: number, { wholeBanks }: Cadence, step: number): boolean {
  return every > 0 && every < SLICED_BELOW_STEPS && !isDue(wholeBanks, step);
}

/** `every` 0: never. */
export function isDue(every: number, step: number): boolean {
  return isTurn(every, step) || (every > 0 && DENSE_STEPS.includes(step));
}

/** The same without the dense beginning. */
export function isTurn(every: number, step: number): boolean {
  return every > 0 && step % every === 0;
}
