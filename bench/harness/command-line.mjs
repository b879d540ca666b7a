/** The flags that every comparison takes. */
import { parseArgs } from "node:util";

/** Fewer would not have a median that means something. */
const ROUNDS = 3;

/**
 * `--python PATH` of a Python that has tensorboard; `--quick` small logs and one round, nothing written;
 * `--full` the largest sizes too; `--rounds N`.
 */
export function benchOptions() {
  const { values } = parseArgs({
    options: {
      python: { type: "string", default: "python3" },
      quick: { type: "boolean", default: false },
      full: { type: "boolean", default: false },
      rounds: { type: "string", default: String(ROUNDS) },
    },
  });
  return { ...values, rounds: values.quick ? 1 : Number(values.rounds) };
}
