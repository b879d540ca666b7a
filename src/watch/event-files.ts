/** Lists the event files of log directories with their sizes, for commands that say what there is or how far they are. */
import { stat } from "node:fs/promises";
import { type DiscoveredFile, discover } from "./discover.ts";
import { PATIENT_ACCESS } from "./file-access.ts";
import { logDirectoriesOf } from "./log-directories.ts";

export interface EventFile extends DiscoveredFile {
  readonly sizeBytes: number;
  readonly modifiedMilliseconds: number;
}

/** Looked at together: more than the system's four threads for such calls, to keep them busy. */
const LOOKS_AT_ONCE = 16;

/** `path` or `name=path` each. Opens no file. A file that vanishes meanwhile is left out. */
export async function eventFilesUnder(
  logDirectories: readonly string[],
  notice: (line: string) => void,
): Promise<EventFile[]> {
  const { files } = await discover(logDirectoriesOf(logDirectories), { access: PATIENT_ACCESS, notice });
  const found: EventFile[] = [];
  for (let at = 0; at < files.length; at += LOOKS_AT_ONCE) {
    const some = await Promise.all(files.slice(at, at + LOOKS_AT_ONCE).map(withFacts));
    found.push(...some.filter((file) => file !== null));
  }
  return found;
}

async function withFacts(file: DiscoveredFile): Promise<EventFile | null> {
  const facts = await stat(file.path).catch(() => null);
  if (facts === null) return null;
  return { ...file, sizeBytes: facts.size, modifiedMilliseconds: facts.mtimeMs };
}
