/** The version of this program, from its own manifest. */
import { readFileSync } from "node:fs";

export function version(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  // Our own manifest, published with the program.
  return (JSON.parse(text) as { version: string }).version;
}
