/** Reads text values. */
import { tensorOf } from "./decode-tensor.ts";
import { unexpectedValue, withValue } from "./opened-value.ts";
import { decodeUtf8 } from "./utf8.ts";

const WANTED = "text";

/**
 * The strings of a Summary.Value message (Markdown by convention), row-major whatever the rank. Throws
 * `ExplainedError` where it holds none.
 */
export function decodeText(value: Uint8Array): string[] {
  return withValue(value, (opened) => {
    const tensor = tensorOf(opened, WANTED);
    if (tensor.kind !== "strings")
      throw unexpectedValue(WANTED, `its elements are ${tensor.dtype}, not strings`);
    return tensor.values.map((bytes) => decodeUtf8(bytes));
  });
}
