/** Loads TensorFlow.js on its wasm backend, from the bundle beside the built file or, from source, from node_modules. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BackendWasm, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { ExplainedError } from "../sdk/index.ts";
import { withoutLeavingListeners } from "./kernels/error-listeners.ts";
import { type AdamOptions, FusedAdam } from "./kernels/fused-adam.ts";
import { kernelsOrNotice } from "./kernels/kernels-or-notice.ts";
import { registerFastKernels } from "./kernels/register.ts";
import type { KernelRuntime, Tf } from "./kernels/runtime.ts";
import { tensorHeapOf } from "./kernels/tensor-heap.ts";

export interface TensorFlow extends KernelRuntime {
  /** Why training is slower than it could be; null when our kernels run. */
  readonly notice: string | null;
  adam(options?: Partial<AdamOptions>): FusedAdam;
}

interface Installation {
  readonly tf: Tf;
  readonly setWasmPaths: typeof setWasmPaths;
  /** Directory of `tfjs-backend-wasm*.wasm`, with the final slash TensorFlow.js expects. */
  readonly wasmDirectory: string;
  readonly kernelsPath: string;
}

let loading: Promise<TensorFlow> | undefined;

/** The same handle on every call: TensorFlow.js has one backend and one table of kernels a process. */
export function loadTensorFlow(): Promise<TensorFlow> {
  loading ??= load(installation());
  return loading;
}

async function load({ tf, setWasmPaths, wasmDirectory, kernelsPath }: Installation): Promise<TensorFlow> {
  setWasmPaths(wasmDirectory);
  const hasStarted = await withoutLeavingListeners(() => tf.setBackend("wasm"));
  if (!hasStarted) throw backendDidNotStart(wasmDirectory);
  // `setBackend` above made this the wasm backend.
  const heap = tensorHeapOf(tf.backend() as BackendWasm);
  const { kernels, notice } = await kernelsOrNotice(kernelsPath, heap);
  if (notice !== null) process.stderr.write(`${notice}\n`);
  const runtime: KernelRuntime = { tf, heap, kernels };
  registerFastKernels(runtime);
  return { ...runtime, notice, adam: (options) => new FusedAdam(runtime, options) };
}

function backendDidNotStart(where: string): ExplainedError {
  return new ExplainedError({
    code: "DEMO_NO_WASM_BACKEND",
    what: "TensorFlow.js could not start its wasm backend; its own message is above.",
    why: "The demo trains on nothing else: the other backends are 30 times slower or need a GPU.",
    fix: "Check that the tfjs-backend-wasm files are there; npm run build puts them there in a checkout.",
    where,
  });
}

/** Running from source means that this file still ends in `.ts`. */
function installation(): Installation {
  const require = createRequire(import.meta.url);
  const here = dirname(fileURLToPath(import.meta.url));
  const kernels = join("kernels", "kernels.wasm");
  if (!import.meta.url.endsWith(".ts")) {
    // Our own bundle (scripts/build-tensorflow.mjs): TensorFlow.js and `setWasmPaths` in one object.
    const bundle = require(join(here, "tensorflow.cjs")) as Tf & Pick<Installation, "setWasmPaths">;
    return {
      tf: bundle,
      setWasmPaths: bundle.setWasmPaths,
      wasmDirectory: `${here}/`,
      kernelsPath: join(here, kernels),
    };
  }
  const backend = "@tensorflow/tfjs-backend-wasm";
  return {
    tf: require("@tensorflow/tfjs") as Tf,
    setWasmPaths: (require(backend) as Pick<Installation, "setWasmPaths">).setWasmPaths,
    wasmDirectory: `${dirname(require.resolve(backend))}/`,
    kernelsPath: join(here, "..", "..", "dist", "demo", kernels),
  };
}
