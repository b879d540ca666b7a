/** Keeps a library from taking over what happens to errors that nobody catches. */
import process from "node:process";

/**
 * Runs `start` and removes the listeners for uncaught errors that it left on the process. Emscripten's loader, inside
 * TensorFlow.js' wasm backend, adds two that only rethrow: an error from anywhere would then be reported as if it came
 * from there, with a page of the bundle's source before it and exit status 7 (emscripten-core/emscripten#17228).
 */
export async function withoutLeavingListeners<Result>(start: () => Promise<Result>): Promise<Result> {
  const before = new Set<unknown>([
    ...process.listeners("uncaughtException"),
    ...process.listeners("unhandledRejection"),
  ]);
  const result = await start();
  for (const listener of process.listeners("uncaughtException")) {
    if (!before.has(listener)) process.removeListener("uncaughtException", listener);
  }
  for (const listener of process.listeners("unhandledRejection")) {
    if (!before.has(listener)) process.removeListener("unhandledRejection", listener);
  }
  return result;
}
