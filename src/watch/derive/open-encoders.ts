/** Opens each encoder once, when the first image is to be encoded by it. */
import { type Encoder, mnistEncoder, onnxEncoder } from "../../encoders/index.ts";
import type { EncoderChoice } from "./chosen-encoder.ts";

interface OpenEncoder {
  readonly encoder: Encoder;
  readonly close: () => Promise<void>;
}

export class OpenEncoders {
  readonly #open = new Map<string, Promise<OpenEncoder>>();

  /** Rejects as `onnxEncoder` does; the next time it is tried again. */
  async open(choice: EncoderChoice): Promise<Encoder> {
    const key = JSON.stringify(choice);
    const opening = this.#open.get(key) ?? opened(choice);
    this.#open.set(key, opening);
    opening.catch(() => this.#open.delete(key));
    return (await opening).encoder;
  }

  async close(): Promise<void> {
    const all = await Promise.allSettled(this.#open.values());
    this.#open.clear();
    for (const one of all) if (one.status === "fulfilled") await one.value.close();
  }
}

async function opened(choice: EncoderChoice): Promise<OpenEncoder> {
  if (choice.kind === "digits") return { encoder: await mnistEncoder(), close: async () => undefined };
  const { path, range, output } = choice;
  const encoder = await onnxEncoder({
    path,
    range,
    ...(output === undefined ? {} : { featuresOutput: output }),
  });
  return { encoder, close: () => encoder.close() };
}
