/** Watcher and store without server, in a process of its own. */
import { execFileSync } from "node:child_process";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";

const FILL_STORE = fileURLToPath(new URL("./fill-store.mjs", import.meta.url));

/** `{milliseconds, residentBytes}` from opening the store until it holds all that lies in the directory. */
export function fillStore(logs, { store, cacheDirectory }) {
  const parameters = [FILL_STORE, logs.directory, store, cacheDirectory];
  const said = JSON.parse(execFileSync(execPath, parameters, { encoding: "utf8" }));
  if (said.points !== logs.values) throw new Error(`${said.points} of ${logs.values} points were stored.`);
  return said;
}
