/** Reads many values so that one which cannot be read costs itself alone. */
import { ExplainedError } from "../model/index.ts";

export interface ReadableRows<T> {
  readonly rows: readonly number[];
  /** One for each of `rows`. */
  readonly values: readonly T[];
}

/** The rows that can be read, of those asked for. Rejects, with the first reason, where none can. */
export async function readableRows<T>(
  asked: readonly number[],
  read: (rows: readonly number[]) => Promise<readonly T[]>,
): Promise<ReadableRows<T>> {
  try {
    return { rows: asked, values: await read(asked) };
  } catch (error) {
    if (!isAboutOneValue(error) || asked.length < 2) throw error;
    const found = await readOneByOne(asked, read);
    if (found.rows.length === 0) throw error;
    return found;
  }
}

async function readOneByOne<T>(
  asked: readonly number[],
  read: (rows: readonly number[]) => Promise<readonly T[]>,
): Promise<ReadableRows<T>> {
  const rows: number[] = [];
  const values: T[] = [];
  for (const row of asked) {
    try {
      values.push(...(await read([row])));
      rows.push(row);
    } catch (error) {
      if (!isAboutOneValue(error)) throw error;
    }
  }
  return { rows, values };
}

/** Not well formed, or gone with its event file. */
function isAboutOneValue(error: unknown): boolean {
  return (
    error instanceof ExplainedError &&
    (error.code === "VALUE_GONE" || error.code.startsWith("TFEVENTS_VALUE_"))
  );
}
