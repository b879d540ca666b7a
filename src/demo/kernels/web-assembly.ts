/** The little of WebAssembly that we call, typed here: TypeScript keeps it among the DOM's types, which Node rooms do without. */

export interface WasmMemory {
  /** Replaced by a longer one when the memory grows. */
  readonly buffer: ArrayBuffer;
}

interface WebAssemblyApi {
  instantiate(
    bytes: Uint8Array,
    imports: { readonly env: { readonly memory: WasmMemory } },
  ): Promise<{ readonly instance: { readonly exports: unknown } }>;
}

// Present in every Node; only its types are missing.
export const webAssembly = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }).WebAssembly;
