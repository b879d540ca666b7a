/** Brings what was measured from the device in one fetch a step or more, and never lets fetches pile up. */
import { inTensorScope, numbersOf, type Tensor, type TensorFlow } from "./tensorflow.ts";

type Use = (values: readonly Float32Array[]) => void;

interface Asked {
  readonly tensors: readonly Tensor[];
  readonly use: Use;
}

/** Their tensors lie in this process's memory, so reading them waits for nothing. */
const IMMEDIATE_BACKENDS: ReadonlySet<string> = new Set(["cpu", "wasm", "tensorflow"]);
/** Values that may wait on a device for the fetch before theirs, 16 MiB; one step alone may be larger. */
const MOST_WAITING_VALUES = 4_194_304;

/** What one step asked for, on the device. */
interface Waiting {
  readonly asked: readonly Asked[];
  readonly sizes: readonly (readonly number[])[];
  readonly joined: Tensor;
}

/**
 * Collects tensors while a step is measured; `commit` fetches them all at once. One fetch is on its way at a time:
 * a slow one, as WebGL's fences are, is followed by one for all the steps that came meanwhile.
 */
export class Readings {
  readonly #tf: TensorFlow;
  #asked: Asked[] = [];
  #waiting: Waiting[] = [];
  #waitingValues = 0;
  #fetching: Promise<void> | null = null;
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
    const sizes = asked.map(({ tensors }) => tensors.map(({ size }) => size));
    const total = sizes.flat().reduce((sum, size) => sum + size, 0);
    if (this.#waiting.length > 0 && this.#waitingValues + total > MOST_WAITING_VALUES) {
      this.#dropped += 1;
      return;
    }
    const tf = this.#tf;
    const flat = asked.flatMap(({ tensors }) => tensors.map((tensor) => tf.reshape(tensor, [-1])));
    if (flat.length === 0) {
      for (const { use } of asked) use([]);
      return;
    }
    this.#waiting.push({ asked, sizes, joined: tf.keep(tf.concat(flat)) });
    this.#waitingValues += total;
    this.#fetch();
  }

  /** Resolves when everything collected so far has been used. */
  async settled(): Promise<void> {
    while (this.#fetching !== null) await this.#fetching;
    if (this.#failure !== null) throw this.#failure.error;
  }

  #fetch(): void {
    if (this.#fetching !== null || this.#waiting.length === 0) return;
    const steps = this.#waiting;
    this.#waiting = [];
    this.#waitingValues = 0;
    const tf = this.#tf;
    const all = inTensorScope(tf, () => tf.keep(tf.concat(steps.map(({ joined }) => joined))));
    for (const { joined } of steps) joined.dispose();
    this.#fetching = all
      .data()
      .then((data) => {
        const values = numbersOf(data);
        let at = 0;
        for (const { asked, sizes, joined } of steps) {
          deal(asked, sizes, values.subarray(at, at + joined.size));
          at += joined.size;
        }
      })
      .catch((error: unknown) => {
        this.#failure = { error };
      })
      .finally(() => {
        all.dispose();
        this.#fetching = null;
        this.#fetch();
      });
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
