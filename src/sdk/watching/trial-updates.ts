/** Lets the caller's own updates run once each, and puts weights and optimisers back as they were. */
import type { Player } from "../../model/index.ts";
import type { Network } from "./network.ts";
import type { TrialUpdate } from "./preflight-updates.ts";
import { fetchNow } from "./reading.ts";
import type { Optimizer, Tensor, TensorFlow } from "./tensorflow.ts";

export interface TrialPlayer {
  readonly player: Player;
  readonly network: Network;
  readonly optimizer: Optimizer | undefined;
  /** One update on the trial batch. */
  update(): unknown;
  /** Its own loss on the trial batch. */
  loss(): Tensor;
}

/** Optimisers of TensorFlow.js give and take their moments; others keep the trial's. */
interface RestorableOptimizer {
  getWeights(): Promise<readonly NamedTensor[]>;
  setWeights(weights: never): Promise<void>;
}

export async function tryUpdate(tf: TensorFlow, trial: TrialPlayer, other: Network): Promise<TrialUpdate> {
  const { player, network } = trial;
  const before = keptWeights(tf, [network, other]);
  const moments = await copiedMoments(tf, trial.optimizer);
  const lossBefore = await scalarNow(tf, () => trial.loss());
  trial.update();
  const lossAfter = await scalarNow(tf, () => trial.loss());
  const moved = await movedParameters(tf, [network, other], before);
  for (const { variable } of [...network.parameters, ...other.parameters]) {
    const old = before.get(variable.name);
    if (old !== undefined) variable.assign(old);
    old?.dispose();
  }
  await moments.restore();
  const namesOf = (one: Network) =>
    one.parameters.filter(({ variable }) => moved.has(variable.name)).map(({ name }) => name);
  return {
    player,
    lossBefore,
    lossAfter,
    own: network,
    ownMoved: namesOf(network),
    foreignMoved: namesOf(other),
  };
}

function keptWeights(tf: TensorFlow, networks: readonly Network[]): ReadonlyMap<string, Tensor> {
  const parameters = networks.flatMap((network) => network.parameters);
  return new Map(parameters.map(({ variable }) => [variable.name, tf.keep(tf.clone(variable))]));
}

async function movedParameters(
  tf: TensorFlow,
  networks: readonly Network[],
  before: ReadonlyMap<string, Tensor>,
): Promise<ReadonlySet<string>> {
  const variables = networks.flatMap(({ parameters }) => parameters.map(({ variable }) => variable));
  const distances = await fetchNow(tf, () =>
    variables.map((variable) => tf.max(tf.abs(tf.sub(variable, before.get(variable.name) ?? variable)))),
  );
  // NaN moved too.
  return new Set(variables.filter((_, i) => distances[i]?.[0] !== 0).map(({ name }) => name));
}

async function scalarNow(tf: TensorFlow, make: () => Tensor): Promise<number> {
  const [values] = await fetchNow(tf, () => [make()]);
  return values?.[0] ?? Number.NaN;
}

interface NamedTensor {
  readonly name: string;
  readonly tensor: Tensor;
}

/** Copies share the device's memory: a moment that moves on leaves its copy as it was. */
async function copiedMoments(
  tf: TensorFlow,
  optimizer: Optimizer | undefined,
): Promise<{ restore(): Promise<void> }> {
  if (optimizer === undefined || !isRestorable(optimizer)) return { restore: async () => {} };
  const given = await optimizer.getWeights();
  const copies = given.map(({ name, tensor }) => ({ name, tensor: tf.keep(tf.clone(tensor)) }));
  // The count of steps is made for the asking; the rest are the optimiser's own variables.
  for (const { tensor } of given) if (!("assign" in tensor)) tensor.dispose();
  return {
    restore: async () => {
      const ofTrial = await optimizer.getWeights();
      // As they came: only the optimiser knows their exact type.
      await optimizer.setWeights(copies as never);
      // It leaves the variables that it had to whoever holds them.
      for (const { tensor } of [...ofTrial, ...copies]) tensor.dispose();
    },
  };
}

function isRestorable(optimizer: Optimizer): optimizer is Optimizer & RestorableOptimizer {
  return "getWeights" in optimizer && "setWeights" in optimizer;
}
