/** Brings what was measured at one step from the device in one fetch, and never lets fetches pile up. */
import { inTensorScope, numbersOf, type Tensor, type TensorFlow } from "./tensorflow.ts";

type Use = (values: readonly Float32Array[]) => void;

interface Asked {
  readonly tensors: readonly Tensor[];
  readonly use: Use;
}

/** Their tensors lie in this process's memory, so reading them waits for nothing. */
const IMMEDIATE_BACKENDS: ReadonlySet<string> = new Set(["cpu", "wasm", "tensorflow"]);
/** Steps that a device may be behind before measurements are dropped. */
const MOST_PENDING = 8;

/** Collects tensors while a step is measured; `commit` fetches them all at once. */
export class Readings {
  readonly #tf: TensorFlow;
  #asked: Asked[] = [];
  #pending = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | null = null;
  #dropped = 0;

  constructor(tf: TensorFlow) {
    this.#tf = tf;
  }

  /** Steps whose measurements were given up because the device was too far behind. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Reading waits for nothing, so that arithmetic may as well be done here. */
  get isImmediate(): boolean {
    return IMMEDIATE_BACKENDS.has(this.#tf.getBackend());
  }

  /** Each reading is a copy of its own, as WebAssembly's memory gives it; other backends may hand out their own arrays. */
  get areCopies(): boolean {
    return this.#tf.getBackend() === "wasm";
  }

  /** `use` gets each tensor's values, row-major, when they are here. */
  collect(tensors: readonly Tensor[], use: Use): void {
    this.#asked.push({ tensors, use });
  }

  /** Call it within the tensor scope of what was collected. Throws what an earlier `use` threw. */
  commit(): void {
    const asked = this.#asked;
    this.#asked = [];
    if (this.#failure !== null) throw this.#failure.error;
    if (asked.length === 0) return;
    if (this.isImmediate) {
      for (const { tensors, use } of asked) use(tensors.map((tensor) => numbersOf(tensor.dataSync())));
      return;
    }
    if (this.#pending.size >= MOST_PENDING) {
      this.#dropped += 1;
      return;
    }
    this.#fetch(asked);
  }

  /** Resolves when everything collected so far has been used. */
  async settled(): Promise<void> {
    await Promise.all(this.#pending);
    if (this.#failure !== null) throw this.#failure.error;
  }

  #fetch(asked: readonly Asked[]): void {
    const tf = this.#tf;
    const flat = asked.flatMap(({ tensors }) => tensors.map((tensor) => tf.reshape(tensor, [-1])));
    const joined = tf.keep(tf.concat(flat));
    const sizes = asked.map(({ tensors }) => tensors.map(({ size }) => size));
    const pending = joined
      .data()
      .then((data) => deal(asked, sizes, numbersOf(data)))
      .catch((error: unknown) => {
        this.#failure = { error };
      })
      .finally(() => {
        joined.dispose();
        this.#pending.delete(pending);
      });
    this.#pending.add(pending);
  }
}

function deal(asked: readonly Asked[], sizes: readonly (readonly number[])[], values: Float32Array): void {
  let at = 0;
  asked.forEach(({ use }, i) => {
    const parts = (sizes[i] ?? []).map((size) => {
      at += size;
      return values.subarray(at - size, at);
    });
    use(parts);
  });
}

/** Fetches a few tensors at once and waits for them; what `make` makes besides is freed. */
export async function fetchNow(
  tf: TensorFlow,
  make: () => readonly Tensor[],
): Promise<readonly Float32Array[]> {
  const kept = inTensorScope(tf, () => make().map((tensor) => tf.keep(tf.clone(tensor))));
  const values = await Promise.all(kept.map(async (tensor) => numbersOf(await tensor.data())));
  for (const tensor of kept) tensor.dispose();
  return values;
}
