/**
 * The little of WebAssembly that we call. It computes and nothing else, so it may be used where there is neither a
 * disk nor a page; but TypeScript keeps its types among the page's.
 */

export interface WasmMemory {
  /** Replaced by a longer one when the memory grows. */
  readonly buffer: ArrayBuffer;
  /** By so many pages of 64 KiB. */
  grow(pages: number): number;
}

export interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

/** Undefined where scripts may not compile code. */
// Present in every Node and browser; only its types are missing.
export const webAssembly = (globalThis as unknown as { readonly WebAssembly?: WebAssemblyApi }).WebAssembly;
