/** The one door to the memory of TensorFlow.js' wasm backend: where tensors lie, and scratch space among them. */

import type { TensorInfo } from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { WasmMemory } from "./web-assembly.ts";

/** A cache line: a tile of floats then never straddles two. */
const ALIGNMENT_BYTES = 64;

export const FLOAT_BYTES = 4;

/** Aligned memory outside any tensor; give it back with `free`. */
export interface Allocation {
  /** Byte address, a multiple of 64. */
  readonly address: number;
  readonly sizeBytes: number;
  free(): void;
}

export interface TensorHeap {
  readonly backend: BackendWasm;
  readonly memory: WasmMemory;
  /** Byte address of a tensor's first element; valid until the tensor is disposed. */
  addressOf(tensor: Pick<TensorInfo, "dataId">): number;
  allocate(sizeBytes: number): Allocation;
  /** A view that goes stale when the heap grows: take it anew after every allocation. */
  floats(address: number, length: number): Float32Array;
  integers(address: number, length: number): Int32Array;
}

/** What Emscripten puts on the backend's module and the published types leave out. */
interface EmscriptenModule {
  _malloc(sizeBytes: number): number;
  _free(address: number): void;
  readonly asm: { readonly memory: WasmMemory };
}

export function tensorHeapOf(backend: BackendWasm): TensorHeap {
  const module = emscriptenModuleOf(backend);
  const { memory } = module.asm;
  return {
    backend,
    memory,
    addressOf: (tensor) => backend.getMemoryOffset(tensor.dataId),
    allocate: (sizeBytes) => allocate(module, sizeBytes),
    floats: (address, length) => new Float32Array(memory.buffer, address, length),
    integers: (address, length) => new Int32Array(memory.buffer, address, length),
  };
}

function allocate(module: EmscriptenModule, sizeBytes: number): Allocation {
  // `>>> 0`: malloc answers a signed integer, addresses above 2 GiB come out negative.
  const block = module._malloc(sizeBytes + ALIGNMENT_BYTES) >>> 0;
  if (block === 0) throw new Error(`The wasm heap has no room for ${sizeBytes} more bytes.`);
  return {
    address: Math.ceil(block / ALIGNMENT_BYTES) * ALIGNMENT_BYTES,
    sizeBytes,
    free: () => module._free(block),
  };
}

function emscriptenModuleOf(backend: BackendWasm): EmscriptenModule {
  // A door: what is used of the shape is checked on the next line.
  const module = backend.wasm as unknown as Partial<EmscriptenModule>;
  if (module.asm?.memory?.buffer instanceof ArrayBuffer && module._malloc !== undefined) {
    return module as EmscriptenModule;
  }
  throw new Error("The wasm backend of TensorFlow.js hides its memory; versions 4.x up to 4.22 show it.");
}
