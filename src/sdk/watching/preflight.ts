/** Looks for what would ruin a training before its first step, and says so in words. */
import type { EventLog } from "../event-log.ts";
import type { PreflightFinding } from "./finding.ts";
import { type FunctionNetwork, type LayersModel, type Network, networkOf } from "./network.ts";
import { CONFIDENT_LOGIT, checkOrientation, type LossFunctions } from "./preflight-losses.ts";
import { checkLayout, checkNoise, checkRange, type FetchedSamples } from "./preflight-samples.ts";
import { checkOwnLoss, checkOwnParameters, type TrialUpdate } from "./preflight-updates.ts";
import { fetchNow } from "./reading.ts";
import {
  inTensorScope,
  type Optimizer,
  type Tensor,
  type TensorFlow,
  type TensorFlowLibrary,
} from "./tensorflow.ts";
import { tryUpdate } from "./trial-updates.ts";

export interface PreflightOptions<Its extends Tensor = Tensor> {
  readonly tf: TensorFlowLibrary<Its>;
  readonly generator: LayersModel | FunctionNetwork<Its>;
  readonly discriminator: LayersModel | FunctionNetwork<Its>;
  readonly generatorOptimizer?: Optimizer;
  readonly discriminatorOptimizer?: Optimizer;
  /** A batch of real training samples. */
  readonly real: Its;
  drawNoise(count: number): Its;
  generatorLoss?(fakeOutputs: Its): Tensor;
  /** Its whole loss on outputs, penalties left out. */
  discriminatorLoss?(realOutputs: Its, fakeOutputs: Its): Tensor;
  /** The training's own updates, one each; weights and optimisers are put back afterwards. */
  readonly updates?: {
    generator(noise: Its): unknown;
    discriminator(real: Its, noise: Its): unknown;
  };
  /**
   * Findings are also logged: as text under `nashboard/preflight`, and for rules, as `nashboard/preflight/<mode>`, the
   * gravest severity of each failure mode found.
   */
  readonly log?: Pick<EventLog, "text" | "scalar">;
}

type UsedOptions = Omit<PreflightOptions, "tf"> & { readonly tf: TensorFlow };

interface Players {
  readonly generator: Network;
  readonly discriminator: Network;
}

const PREFLIGHT_TAG = "nashboard/preflight";
const SENTENCE_MARK = { passed: "✓", problem: "✗", "cannot-tell": "?" } as const;

/** One finding a check, in a fixed order. Throws nothing on a problem: whether to go on is the caller's choice. */
export async function preflight<Its extends Tensor>(
  options: PreflightOptions<Its>,
): Promise<readonly PreflightFinding[]> {
  // Its tensors are the only ones there are; the types of a library that is not installed here cannot be named.
  const used = options as unknown as UsedOptions;
  const players = {
    generator: networkOf(used.tf, used.generator),
    discriminator: networkOf(used.tf, used.discriminator),
  };
  const findings = await findingsOf(used, players);
  if (options.log !== undefined) report(options.log, findings);
  return findings;
}

function report(log: Pick<EventLog, "text" | "scalar">, findings: readonly PreflightFinding[]): void {
  const lines = findings.map(
    ({ outcome, check, sentence }) => `${SENTENCE_MARK[outcome]} **${check}**: ${sentence}`,
  );
  log.text(PREFLIGHT_TAG, 0, lines);
  const gravest = new Map<string, number>();
  for (const { mode, severity } of findings) {
    if (mode === null || severity === null) continue;
    gravest.set(mode, Math.max(severity, gravest.get(mode) ?? 0));
  }
  for (const [mode, severity] of gravest) log.scalar(`${PREFLIGHT_TAG}/${mode}`, 0, severity);
}

async function findingsOf(options: UsedOptions, players: Players): Promise<readonly PreflightFinding[]> {
  const { tf, real, drawNoise } = options;
  const count = real.shape[0] ?? 0;
  const noises = inTensorScope(tf, () => [tf.keep(drawNoise(count)), tf.keep(drawNoise(count))] as const);
  const [noise, otherNoise] = noises;
  try {
    const shape = { fake: [] as readonly number[] };
    const [realValues, firstNoise, secondNoise] = await fetchNow(tf, () => {
      shape.fake = players.generator.apply(noise).shape;
      return [real, noise, otherNoise];
    });
    const samples = fetched(real, realValues);
    const layout = checkLayout(samples, shape.fake);
    const trials = layout.outcome === "problem" ? [] : await tryUpdates(options, players, noise);
    return [
      checkRange(samples, players.generator.outputActivation),
      checkOrientation(await orientationLosses(options)),
      layout,
      checkNoise(fetched(noise, firstNoise), fetched(otherNoise, secondNoise)),
      checkOwnParameters(trials),
      checkOwnLoss(trials),
    ];
  } finally {
    for (const tensor of noises) tensor.dispose();
  }
}

async function orientationLosses({ tf, ...options }: UsedOptions & LossFunctions) {
  const { generatorLoss, discriminatorLoss } = options;
  if (generatorLoss === undefined || discriminatorLoss === undefined) return null;
  const values = await fetchNow(tf, () => {
    const zero = tf.sub(tf.mean(options.real), tf.mean(options.real));
    const column = tf.reshape(zero, [1, 1]);
    const high = tf.sub(column, -CONFIDENT_LOGIT);
    const low = tf.sub(column, CONFIDENT_LOGIT);
    return [
      tf.mean(discriminatorLoss(high, low)),
      tf.mean(discriminatorLoss(low, high)),
      tf.mean(generatorLoss(high)),
      tf.mean(generatorLoss(low)),
    ];
  });
  const [right, wrong, believed, unmasked] = values.map((value) => value[0] ?? Number.NaN);
  return {
    discriminatorRight: right ?? Number.NaN,
    discriminatorWrong: wrong ?? Number.NaN,
    generatorBelieved: believed ?? Number.NaN,
    generatorUnmasked: unmasked ?? Number.NaN,
  };
}

async function tryUpdates(
  options: UsedOptions,
  { generator, discriminator }: Players,
  noise: Tensor,
): Promise<readonly TrialUpdate[]> {
  const { tf, real, updates, generatorLoss, discriminatorLoss } = options;
  if (updates === undefined || generatorLoss === undefined || discriminatorLoss === undefined) return [];
  const fakeOutputs = () => discriminator.apply(generator.apply(noise));
  const ofDiscriminator = {
    player: "discriminator",
    network: discriminator,
    optimizer: options.discriminatorOptimizer,
    update: () => updates.discriminator(real, noise),
    loss: () => tf.mean(discriminatorLoss(discriminator.apply(real), fakeOutputs())),
  } as const;
  const ofGenerator = {
    player: "generator",
    network: generator,
    optimizer: options.generatorOptimizer,
    update: () => updates.generator(noise),
    loss: () => tf.mean(generatorLoss(fakeOutputs())),
  } as const;
  return [await tryUpdate(tf, ofDiscriminator, generator), await tryUpdate(tf, ofGenerator, discriminator)];
}

function fetched({ shape }: Tensor, values: Float32Array | undefined): FetchedSamples {
  return { shape, values: values ?? new Float32Array(0) };
}
