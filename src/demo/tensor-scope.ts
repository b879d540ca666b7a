/** Frees every tensor made meanwhile, where `tf.tidy` would demand that plain results be tensors too. */
import type { Tf } from "./kernels/runtime.ts";

/** The result must hold no tensor of the scope: all of them are disposed on return. */
export function inTensorScope<Result>(tf: Tf, act: () => Result): Result {
  tf.engine().startScope();
  try {
    return act();
  } finally {
    tf.engine().endScope();
  }
}
