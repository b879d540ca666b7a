/** Walks log directories for event files: which runs there are, and which files each has. */
import type { BigIntStats, Dirent } from "node:fs";
import { basename, dirname, join } from "node:path";
import { errorCodeOf } from "./error-code.ts";
import type { FileAccess } from "./file-access.ts";
import { identityOf } from "./file-identity.ts";
import type { LogDirectory } from "./log-directories.ts";
import type { TagNames } from "./sub-run.ts";

/** What Node puts for bytes in a name that are no UTF-8; such a name leads nowhere. */
const NO_LETTER = "\uFFFD";

export interface DiscoveredFile {
  readonly run: string;
  /** Absolute. */
  readonly path: string;
  /** How its tags are called in the run, where it is a sub-run's file. */
  readonly names?: TagNames;
}

export interface Discovery {
  readonly files: readonly DiscoveredFile[];
  /** Every directory that was walked, by the name of the run that it is or could be. */
  readonly directories: ReadonlyMap<string, string>;
  /** Runs whose directory is there and could not be read; what lies below is not known. */
  readonly unreadable: readonly string[];
  /** Sub-runs, whose files belong to the run above them. */
  readonly folded: ReadonlySet<string>;
}

/** TensorBoard's rule. A profiler's ".profile-empty" is one too: it is there to make its directory a run. */
export function isEventFileName(name: string): boolean {
  return name.includes("tfevents");
}

/**
 * Links are followed; a directory that several names lead to is walked once, under a name without links where
 * there is one, so that loops end. Opens nothing, and touches only what lies under the log directories.
 */
export async function discover(
  logDirectories: readonly LogDirectory[],
  tools: DiscoveryTools,
): Promise<Discovery> {
  const found: Findings = { files: [], directories: new Map(), unreadable: [], folded: new Set() };
  for (const { path, name } of logDirectories) {
    await discoverUnder({ path, run: name === "" ? "." : name }, found, tools);
  }
  return found;
}

export interface DiscoveryTools {
  readonly access: FileAccess;
  /** Takes one line for the user. */
  readonly notice: (line: string) => void;
}

interface Place {
  readonly path: string;
  readonly run: string;
}

interface Findings {
  readonly files: DiscoveredFile[];
  readonly directories: Map<string, string>;
  readonly unreadable: string[];
  readonly folded: ReadonlySet<string>;
}

async function discoverUnder(root: Place, found: Findings, tools: DiscoveryTools): Promise<void> {
  const { access, notice } = tools;
  const kind = await kindOf(root.path, access);
  if (kind === "event-file") {
    found.files.push({ run: root.run, path: root.path });
    found.directories.set(root.run, dirname(root.path));
    return;
  }
  if (kind === "other") {
    notice(`There is nothing to read here yet; it is waited for: ${root.path}`);
    return;
  }
  const visited = new Map<string, string>();
  const real: Place[] = [root];
  const linked: Place[] = [];
  for (let place = real.pop(); place !== undefined; place = real.pop() ?? linked.shift()) {
    const inside = await look(place, { visited, found, access, notice });
    real.push(...inside.real);
    linked.push(...inside.linked);
  }
}

interface Walk {
  /** Identities of the directories seen, with the path that each was seen under. */
  readonly visited: Map<string, string>;
  readonly found: Findings;
  readonly access: FileAccess;
  readonly notice: (line: string) => void;
}

interface SubDirectories {
  readonly real: Place[];
  readonly linked: Place[];
}

async function look(place: Place, { visited, found, access, notice }: Walk): Promise<SubDirectories> {
  const inside: SubDirectories = { real: [], linked: [] };
  try {
    const identity = identityOf(await access.facts(place.path));
    const seenAs = visited.get(identity);
    if (seenAs !== undefined) {
      notice(`A link to a directory that is shown already is not followed: ${place.path} → ${seenAs}`);
      return inside;
    }
    visited.set(identity, place.path);
    const entries = await access.entries(place.path);
    found.directories.set(place.run, place.path);
    for (const entry of entries.sort(byName)) await sortIn(entry, { place, inside, found, access, notice });
  } catch (error) {
    const code = errorCodeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") return inside;
    found.unreadable.push(place.run);
    notice(`A directory cannot be read (${code}), so its runs are not shown: ${place.path}`);
  }
  return inside;
}

async function sortIn(
  entry: Dirent,
  to: {
    readonly place: Place;
    readonly inside: SubDirectories;
    readonly found: Findings;
    readonly access: FileAccess;
    readonly notice: (line: string) => void;
  },
): Promise<void> {
  const { place, inside, found, access, notice } = to;
  const path = join(place.path, entry.name);
  if (entry.name.includes(NO_LETTER) && (entry.isDirectory() || isEventFileName(entry.name))) {
    if ((await factsOf(path, access)) === null) {
      notice(`A name is not UTF-8, so that what it names cannot be opened; rename it: ${path}`);
      return;
    }
  }
  const below = { path, run: place.run === "." ? entry.name : `${place.run}/${entry.name}` };
  if (entry.isDirectory()) inside.real.push(below);
  else if (entry.isSymbolicLink()) {
    const kind = await kindOf(path, access);
    if (kind === "directory") inside.linked.push(below);
    if (kind === "event-file") found.files.push({ run: place.run, path });
  } else if (entry.isFile() && isEventFileName(entry.name)) found.files.push({ run: place.run, path });
}

/** A link that leads nowhere, or round in circles, is "other". */
async function kindOf(path: string, access: FileAccess): Promise<"directory" | "event-file" | "other"> {
  const facts = await factsOf(path, access);
  if (facts === null) return "other";
  if (facts.isDirectory()) return "directory";
  return facts.isFile() && isEventFileName(basename(path)) ? "event-file" : "other";
}

async function factsOf(path: string, access: FileAccess): Promise<BigIntStats | null> {
  try {
    return await access.facts(path);
  } catch {
    // Not there, or a link that leads nowhere.
    return null;
  }
}

function byName(one: Dirent, other: Dirent): number {
  return one.name < other.name ? -1 : 1;
}
