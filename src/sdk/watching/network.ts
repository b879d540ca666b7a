/** One form for the two kinds of networks people train: layers models, and functions with variables. */
import { ExplainedError } from "../../model/index.ts";
import type { Tensor, TensorFlow, Variable } from "./tensorflow.ts";

/** What tells whether a unit can die or saturate. */
export type Activation = "relu" | "tanh" | "sigmoid" | "other";

/** What a hidden layer gives for an input: [batch × … × units]. */
export interface HiddenOutput {
  readonly layer: string;
  readonly activation: Activation;
  readonly output: Tensor;
}

/** A `tf.LayersModel` or `tf.Sequential`, as far as it is used here. */
export interface LayersModel {
  readonly layers: readonly ModelLayer[];
  readonly inputs: readonly unknown[];
  readonly outputs: readonly unknown[];
  apply(input: never): unknown;
}

interface ModelLayer {
  readonly name: string;
  readonly output: unknown;
  readonly trainableWeights: readonly { readonly originalName: string; read(): Tensor }[];
  getConfig(): Readonly<Record<string, unknown>>;
  getClassName(): string;
}

/** A network written as a function. */
export interface FunctionNetwork<Its extends Tensor = Tensor> {
  /** What tells it from a layers model. */
  readonly layers?: undefined;
  readonly variables: Readonly<Record<string, Variable>>;
  apply(input: Its): Tensor;
  /** For dead and saturated units and for features; nothing is known of them without it. In order of depth. */
  hidden?(input: Its): readonly HiddenOutput[];
}

export interface Parameter {
  /** `<layer>/<weight>`, readable and stable over runs. */
  readonly name: string;
  readonly variable: Variable;
}

/** What a network gives for an input, and what its hidden layers gave on the way. */
export interface LookedThrough {
  readonly output: Tensor;
  readonly hidden: readonly HiddenOutput[];
}

export interface Network {
  readonly parameters: readonly Parameter[];
  /** Of the output; "other" where it is not known. */
  readonly outputActivation: Activation;
  apply(input: Tensor): Tensor;
  /** Both in one pass where the network allows it; of the hidden layers those with an activation, in order of depth. */
  lookThrough(input: Tensor): LookedThrough;
}

/** `tf.model`, which only bundles with layers have. */
interface ModelMaker {
  model(definition: { inputs: unknown; outputs: unknown }): { apply(input: Tensor): unknown };
}

export function networkOf(
  tf: TensorFlow & Partial<ModelMaker>,
  given: LayersModel | FunctionNetwork,
): Network {
  return given.layers !== undefined ? networkOfModel(tf, given) : networkOfFunction(given);
}

function networkOfFunction(given: FunctionNetwork): Network {
  return {
    parameters: Object.entries(given.variables).map(([name, variable]) => ({ name, variable })),
    outputActivation: "other",
    apply: (input) => given.apply(input),
    lookThrough: (input) => ({ output: given.apply(input), hidden: given.hidden?.(input) ?? [] }),
  };
}

function networkOfModel(tf: Partial<ModelMaker>, model: LayersModel): Network {
  const watched = hiddenLayers(model);
  const outputs = [...model.outputs, ...watched.map(({ output }) => output)];
  const tapped = watched.length === 0 ? undefined : tf.model?.({ inputs: model.inputs, outputs });
  // A model of one input and one output takes and answers one tensor.
  const apply = (input: Tensor) => model.apply(input as never) as Tensor;
  return {
    parameters: model.layers.flatMap((layer) =>
      layer.trainableWeights.map((weight) => ({
        name: `${layer.name}/${weight.originalName.slice(weight.originalName.lastIndexOf("/") + 1)}`,
        variable: variableOf(weight.read(), layer.name),
      })),
    ),
    outputActivation: lastActivation(model),
    apply,
    lookThrough: (input) => {
      if (tapped === undefined) return { output: apply(input), hidden: [] };
      // One tensor an output asked for, two or more of them.
      const [output, ...tensors] = tapped.apply(input) as readonly [Tensor, ...Tensor[]];
      const hidden = watched.flatMap(({ name, activation }, i) => {
        const tensor = tensors[i];
        return tensor === undefined ? [] : [{ layer: name, activation, output: tensor }];
      });
      return { output, hidden };
    },
  };
}

interface HiddenLayer {
  readonly name: string;
  readonly activation: Activation;
  readonly output: unknown;
}

/** All that act, save the last: its output is the sample or the logit. */
function hiddenLayers(model: LayersModel): readonly HiddenLayer[] {
  const acting = model.layers
    .map((layer) => ({ name: layer.name, activation: activationOf(layer), output: layer.output }))
    .filter(({ activation }) => activation !== null);
  const lastWeighted = model.layers.findLast(({ trainableWeights }) => trainableWeights.length > 0)?.name;
  const before = acting.filter(({ name }) => name !== lastWeighted);
  return before.map(({ name, activation, output }) => ({ name, output, activation: activation ?? "other" }));
}

function lastActivation(model: LayersModel): Activation {
  return model.layers.map(activationOf).findLast((activation) => activation !== null) ?? "other";
}

/** null for a layer without an activation of its own. */
function activationOf(layer: ModelLayer): Activation | null {
  const named = layer.getConfig().activation;
  const words = `${layer.getClassName()} ${typeof named === "string" ? named : ""}`.toLowerCase();
  if (words.includes("leakyrelu")) return "other";
  const found = (["relu", "tanh", "sigmoid"] as const).find((name) => words.split(" ").includes(name));
  if (found !== undefined) return found;
  return layer.trainableWeights.length > 0 && named === "linear" ? "other" : null;
}

/** TensorFlow.js types `read()` as a tensor; what it hands out is the variable itself. */
function variableOf(value: Tensor, layerName: string): Variable {
  if (isVariable(value)) return value;
  throw new ExplainedError({
    code: "SDK_NO_VARIABLE",
    what: `The layer ${layerName} did not hand out its weights as variables.`,
    why: "Gradients and updates are matched to layers by their variables.",
    fix: "Pass the network as { apply, variables } with its variables by name.",
  });
}

function isVariable(value: Tensor): value is Variable {
  return "assign" in value && "name" in value;
}
