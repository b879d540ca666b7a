/** `nashboard inspect PATH`: what is in a log, how much of it could be read, and what its tags were taken for. */
import { type DataLoss, type Game, type RoleOfTag, stepForJson } from "../model/index.ts";
import { type FileProgress, knownLossesOf, type Store, type TagRecord } from "../store/index.ts";
import { type CorrectionsReader, correctionsOf, createDescriber, openValueReader } from "../watch/index.ts";
import type { Typed } from "./arguments.ts";
import { gameLines } from "./game-lines.ts";
import { chosenLogDirectories } from "./log-directories.ts";
import { openProgressBar } from "./progress-bar.ts";
import { readLogs } from "./read-logs.ts";
import { patternsOf, type Selection, selectRuns } from "./selection.ts";
import type { Terminal } from "./terminal.ts";

const SCHEMA = 1;

interface Inspection {
  readonly schema: typeof SCHEMA;
  readonly runs: readonly InspectedRun[];
}

interface InspectedRun {
  readonly run: string;
  readonly files: readonly { path: string; bytes: number; records: number; dataLoss: readonly DataLoss[] }[];
  readonly tags: readonly InspectedTag[];
  readonly games: readonly Game[];
}

interface InspectedTag {
  readonly tag: string;
  readonly kind: string;
  readonly plugin: string;
  readonly points: number;
  readonly firstStep: number | string;
  readonly lastStep: number | string;
  readonly nonFinite: number;
  readonly role: RoleOfTag["role"];
  readonly roleConfidence: number;
  readonly roleReason: string;
}

export async function inspectCommand(typed: Typed, terminal: Terminal): Promise<void> {
  const logDirectories = chosenLogDirectories(typed.positionals);
  const names = { runs: patternsOf(typed.lists.run), tags: patternsOf(typed.lists.tag) };
  const { signal } = new AbortController();
  const store = await readLogs(logDirectories, { terminal, bar: openProgressBar(), signal });
  const inspection = await inspect(
    store,
    names,
    correctionsOf(logDirectories, (line) => terminal.say(line)),
  );
  await store.close();
  if (typed.flags.json === true) terminal.print(JSON.stringify(inspection));
  else for (const line of inspectionLines(inspection)) terminal.print(line);
}

async function inspect(
  store: Store,
  names: Pick<Selection, "runs" | "tags">,
  corrections: CorrectionsReader,
): Promise<Inspection> {
  const values = openValueReader(store);
  const describe = createDescriber(store, values, { corrections });
  const runs: InspectedRun[] = [];
  for (const { record, tags } of await selectRuns(store, names)) {
    const { roles, games } = await describe(record.run);
    const roleOf = new Map(roles.map((role) => [role.tag, role]));
    runs.push({
      run: record.run,
      files: record.files.map(inspectedFile),
      tags: tags.map((tag) => inspectedTag(tag, roleOf.get(tag.tag))),
      games: games.map(inspectedGame),
    });
  }
  await values.close();
  return { schema: SCHEMA, runs };
}

function inspectedFile(file: FileProgress): InspectedRun["files"][number] {
  const { path, sizeBytes, recordCount } = file;
  return { path, bytes: sizeBytes, records: recordCount, dataLoss: knownLossesOf(file) };
}

function inspectedTag(record: TagRecord, role: RoleOfTag | undefined): InspectedTag {
  return {
    tag: record.tag,
    kind: record.kind,
    plugin: record.plugin,
    points: record.pointCount,
    firstStep: stepForJson(record.firstStep),
    lastStep: stepForJson(record.lastStep),
    nonFinite: record.nonFiniteCount,
    role: role?.role ?? "other",
    roleConfidence: role?.confidence ?? 0,
    roleReason: role?.reason ?? "",
  };
}

/** The keys that the contract names, whatever else a game comes to have. */
function inspectedGame({ name, kind, lossFamily, chanceLevel, conventions, confidence, reason }: Game): Game {
  return { name, kind, lossFamily, chanceLevel, conventions, confidence, reason };
}

function inspectionLines({ runs }: Inspection): string[] {
  if (runs.length === 0)
    return ["No event files here. TensorBoard's writers put “tfevents” into their names."];
  return runs.flatMap(({ run, files, tags, games }) => [
    `run ${run}`,
    ...files.flatMap(({ path, bytes, records, dataLoss }) => [
      `  file ${path}: ${bytes.toLocaleString("en")} bytes, ${records.toLocaleString("en")} records`,
      ...dataLoss.map((loss) => `    lost ${loss.bytes} bytes at ${loss.offset}: ${loss.reason}`),
    ]),
    ...games.flatMap(gameLines),
    ...tags.map(tagLine),
    "",
  ]);
}

function tagLine({
  tag,
  kind,
  points,
  firstStep,
  lastStep,
  nonFinite,
  role,
  roleReason,
}: InspectedTag): string {
  const steps = `${points.toLocaleString("en")} at steps ${firstStep}…${lastStep}`;
  const odd = nonFinite === 0 ? "" : `, ${nonFinite} not finite`;
  const meaning = role === "other" ? "" : `  → ${role} (${roleReason})`;
  return `  ${kind.padEnd(9)} ${tag}: ${steps}${odd}${meaning}`;
}
