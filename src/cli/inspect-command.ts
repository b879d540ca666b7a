/** `nashboard inspect PATH`: what is in a log, how much of it could be read, and what its tags were taken for. */
import { type DataLoss, type Game, type RoleOfTag, stepForJson } from "../model/index.ts";
import { knownLossesOf, openMemoryStore, type Store } from "../store/index.ts";
import { openValueReader, watchLogDirectories } from "../watch/index.ts";
import type { Typed } from "./arguments.ts";
import { createDescriber } from "./describe-runs.ts";
import { chosenLogDirectories } from "./log-directories.ts";
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

export async function inspectCommand({ positionals, flags }: Typed, terminal: Terminal): Promise<void> {
  const logDirectories = chosenLogDirectories(positionals);
  const store = openMemoryStore();
  const stopping = new AbortController();
  const watching = watchLogDirectories({
    logDirectories,
    store,
    signal: stopping.signal,
    notice: (line) => terminal.say(line),
  });
  await watching.firstPass;
  stopping.abort();
  await watching.close();
  const inspection = await inspect(store);
  if (flags.json === true) terminal.print(JSON.stringify(inspection));
  else for (const line of inspectionLines(inspection)) terminal.print(line);
}

async function inspect(store: Store): Promise<Inspection> {
  const values = openValueReader(store);
  const describe = createDescriber(store, values);
  const runs: InspectedRun[] = [];
  for (const { run, files } of await store.runs()) {
    const { roles, games } = await describe(run);
    const roleOf = new Map(roles.map((role) => [role.tag, role]));
    const tags = (await store.tags(run)).map((record): InspectedTag => {
      const role = roleOf.get(record.tag);
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
    });
    const inspectedFiles = files.map((file) => ({
      path: file.path,
      bytes: file.sizeBytes,
      records: file.recordCount,
      dataLoss: knownLossesOf(file),
    }));
    runs.push({ run, files: inspectedFiles, tags, games });
  }
  await values.close();
  await store.close();
  return { schema: SCHEMA, runs };
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
    ...games.map(({ name, lossFamily, reason }) => `  game ${name}: ${lossFamily} (${reason})`),
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
