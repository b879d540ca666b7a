/** Looks at how an event file begins, once for each state of the beginning. */
import { open, stat } from "node:fs/promises";
import { EventFileReader } from "../tfevents/index.ts";
import { identityOf } from "./file-identity.ts";
import type { FirstTag } from "./sub-run.ts";

/** Several times what the hyperparameters of a large experiment take. */
const FIRST_BYTES = 1 << 16;

interface Known {
  readonly identity: string;
  readonly byteCount: number;
  readonly tags: readonly FirstTag[];
}

export class FirstTags {
  readonly #byPath = new Map<string, Known>();

  /** The tags in the file's first 64 KiB; none where it cannot be read. */
  async of(path: string): Promise<readonly FirstTag[]> {
    try {
      return await this.#look(path);
    } catch {
      // Whoever reads the file whole will meet the error, and say so.
      return [];
    }
  }

  async #look(path: string): Promise<readonly FirstTag[]> {
    const facts = await stat(path, { bigint: true });
    const identity = identityOf(facts);
    const byteCount = Math.min(FIRST_BYTES, Number(facts.size));
    const known = this.#byPath.get(path);
    if (known?.identity === identity && known.byteCount === byteCount) return known.tags;
    const tags = await tagsIn(path, byteCount);
    this.#byPath.set(path, { identity, byteCount, tags });
    return tags;
  }

  /** Forgets files that are not asked for any more. */
  keepOnly(paths: ReadonlySet<string>): void {
    for (const path of this.#byPath.keys()) if (!paths.has(path)) this.#byPath.delete(path);
  }
}

async function tagsIn(path: string, byteCount: number): Promise<FirstTag[]> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(byteCount), 0, byteCount, 0);
    const { tags } = new EventFileReader().read(buffer.subarray(0, bytesRead));
    return tags.map(({ info: { tag, kind }, scalars, blobs }) => {
      return { tag, kind, pointCount: (scalars ?? blobs).steps.length };
    });
  } finally {
    await file.close();
  }
}
