/** Finds a runtime for ONNX files: not part of the package, because most runs need none and it takes over 100 MB. */
import { ExplainedError } from "../../model/index.ts";

/** What this room uses of onnxruntime-common 1.x, which both runtimes implement. */
export interface OnnxRuntime {
  readonly InferenceSession: { create(model: Uint8Array): Promise<OnnxSession> };
  readonly Tensor: new (type: "float32", values: Float32Array, dimensions: readonly number[]) => OnnxTensor;
}

export interface OnnxTensor {
  readonly type: string;
  readonly dims: readonly number[];
  readonly data: unknown;
}

/** `shape` has a name where a dimension is free. */
export interface OnnxValueInfo {
  readonly name: string;
  readonly isTensor: boolean;
  readonly type?: string;
  readonly shape?: readonly (number | string)[];
}

export interface OnnxSession {
  readonly inputMetadata: readonly OnnxValueInfo[];
  readonly outputNames: readonly string[];
  run(
    inputs: Readonly<Record<string, OnnxTensor>>,
    outputs: readonly string[],
  ): Promise<Readonly<Record<string, OnnxTensor>>>;
  release(): Promise<void>;
}

/** Native code first: it is several times as fast as WebAssembly. */
const PACKAGES = ["onnxruntime-node", "onnxruntime-web"] as const;

/** Throws `ENCODER_NO_ONNX_RUNTIME` where neither package is installed; `load` imports a package by name. */
export async function loadOnnxRuntime(
  load: (name: string) => Promise<unknown> = (name) => import(name),
): Promise<OnnxRuntime> {
  const failures: unknown[] = [];
  for (const name of PACKAGES) {
    try {
      const loaded = runtimeIn(await load(name));
      if (loaded !== null) return loaded;
    } catch (cause) {
      failures.push(cause); // handed on below, when no other package is there either
    }
  }
  throw new ExplainedError({
    code: "ENCODER_NO_ONNX_RUNTIME",
    what: `No runtime for ONNX files could be loaded: ${failures.map(firstLine).join("; ") || "the packages found are of an unknown kind"}.`,
    why: "ONNX files are run by onnxruntime, which takes over 100 MB and is therefore no part of this package.",
    fix: "Run `npm install onnxruntime-web` (WebAssembly, everywhere) or `npm install onnxruntime-node` (native, faster) beside nashboard.",
    cause: failures[0],
  });
}

function firstLine(failure: unknown): string {
  const text = failure instanceof Error ? failure.message : String(failure);
  return text.split("\n")[0] ?? "";
}

/** CommonJS packages arrive under `default`. */
function runtimeIn(loaded: unknown): OnnxRuntime | null {
  for (const found of [loaded, propertyOf(loaded, "default")]) {
    if (propertyOf(found, "InferenceSession") === undefined || propertyOf(found, "Tensor") === undefined)
      continue;
    const webAssembly = propertyOf(propertyOf(found, "env"), "wasm");
    // More threads would keep the process alive.
    if (typeof webAssembly === "object" && webAssembly !== null)
      Object.assign(webAssembly, { numThreads: 1 });
    return found as OnnxRuntime; // both parts are there, and 1.x has kept their shape
  }
  return null;
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && name in value
    ? (value as Readonly<Record<string, unknown>>)[name] // `in` found it
    : undefined;
}
