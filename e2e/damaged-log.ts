/** A real log with a damaged record and a cut tail, for the commands that must say what is lost. */
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./program.ts";

/** Makes it in `folder`, once, and returns its path; the scalars beside the damage survive. */
export function damagedLog(folder: string): string {
  const path = join(folder, "damaged");
  if (existsSync(path)) return path;
  cpSync(join(ROOT, "fixtures", "tfevents", "pytorch"), path, { recursive: true });
  const file = join(path, "events.out.tfevents.1700000000.fixture");
  const bytes = readFileSync(file);
  const third = bytes.indexOf("loss/G", bytes.indexOf("loss/G") + 6);
  bytes[third] = 0;
  writeFileSync(file, bytes.subarray(0, bytes.length - 7));
  return path;
}
