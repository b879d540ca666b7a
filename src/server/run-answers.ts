/** What the page shows of runs as a whole: summaries, tags, what was recognised. */
import type {
  FileSummary,
  ImageKey,
  RunResponse,
  RunSummary,
  RunsResponse,
  TagSummary,
} from "../api/index.ts";
import { isDerivedTag, type Role, type RoleOfTag, stepForJson } from "../model/index.ts";
import { type FileProgress, knownLossesOf, type RunRecord, type TagRecord } from "../store/index.ts";
import type { Board } from "./board.ts";
import { notFound } from "./failure.ts";
import { latestValuesOf } from "./latest-values.ts";

/** Image roles for the thumbnail, best first. */
const THUMBNAIL_ROLES: readonly Role[] = ["sample.fixed", "sample.fake", "sample.rec", "sample.other"];

interface Known {
  readonly seq: number;
  readonly corrections: object;
  readonly summary: RunSummary;
}

/** Answers about runs; a summary is made anew only after its run, or what its tags are taken for, has changed. */
export class RunAnswers {
  readonly #board: Board;
  readonly #known = new Map<string, Known>();
  readonly #changedAt = new Map<string, number>();

  constructor(board: Board) {
    this.#board = board;
    board.store.subscribe(({ run, seq }) => this.#changedAt.set(run, seq));
  }

  async list(): Promise<RunsResponse> {
    const { store, logDirectories, windowTitle } = this.#board;
    const seq = store.currentSeq();
    const records = await store.runs();
    const corrections = await this.#board.corrections();
    const runs: RunSummary[] = [];
    for (const record of records) runs.push(await this.#summary(record, corrections));
    return { logDirectories, windowTitle, seq, runs, isLoading: this.#board.isLoading() };
  }

  async one(run: string): Promise<RunResponse> {
    const { store } = this.#board;
    const seq = store.currentSeq();
    const record = await store.run(run);
    if (record === null) throw notFound(`There is no run named “${run}” in the log directory.`, run);
    const [tags, described] = await Promise.all([store.tags(run), this.#board.describe(run)]);
    const roles = new Map(described.roles.map((role) => [role.tag, role]));
    return {
      seq,
      run,
      summary: summaryOf(record, tags, described.roles),
      files: record.files.map(fileSummary),
      tags: inOrderOfAppearance(tags).map((tag) => tagSummary(tag, roles.get(tag.tag))),
      games: described.games,
      hyperparameters: described.hyperparameters,
    };
  }

  async #summary(record: RunRecord, corrections: object): Promise<RunSummary> {
    const seq = this.#changedAt.get(record.run) ?? 0;
    const known = this.#known.get(record.run);
    if (known?.seq === seq && known.corrections === corrections) return known.summary;
    const [tags, roles] = await Promise.all([
      this.#board.store.tags(record.run),
      this.#board.rolesOf(record.run),
    ]);
    const summary = summaryOf(record, tags, roles);
    this.#known.set(record.run, { seq, corrections, summary });
    return summary;
  }
}

function summaryOf(record: RunRecord, tags: readonly TagRecord[], roles: readonly RoleOfTag[]): RunSummary {
  const byTag = new Map(tags.map((tag) => [tag.tag, tag]));
  const logged = tags.filter(({ tag }) => !isDerivedTag(tag));
  return {
    run: record.run,
    lastStep: record.lastStep === null ? null : stepForJson(record.lastStep),
    firstWallTime: record.firstWallTime,
    lastWallTime: record.lastWallTime,
    tagCount: logged.length,
    pointCount: logged.reduce((sum, tag) => sum + tag.pointCount, 0),
    dataLossCount: record.files.reduce((sum, file) => sum + knownLossesOf(file).length, 0),
    latest: latestValuesOf(byTag, roles),
    thumbnail: thumbnailOf(record.run, byTag, roles),
  };
}

function thumbnailOf(
  run: string,
  byTag: ReadonlyMap<string, TagRecord>,
  roles: readonly RoleOfTag[],
): ImageKey | null {
  for (const wanted of THUMBNAIL_ROLES) {
    const found = roles.find(({ role, tag }) => role === wanted && byTag.get(tag)?.kind === "image");
    const record = found === undefined ? undefined : byTag.get(found.tag);
    if (record !== undefined) return { run, tag: record.tag, entry: record.pointCount - 1, index: 0 };
  }
  return null;
}

/** Layers are logged from first to last, which their names often do not tell. */
function inOrderOfAppearance(tags: readonly TagRecord[]): readonly TagRecord[] {
  return tags.toSorted((one, other) => one.firstAppearance - other.firstAppearance);
}

function fileSummary(file: FileProgress): FileSummary {
  return { path: file.path, bytes: file.sizeBytes, records: file.recordCount, dataLoss: knownLossesOf(file) };
}

function tagSummary(tag: TagRecord, role: RoleOfTag | undefined): TagSummary {
  return {
    tag: tag.tag,
    kind: tag.kind,
    plugin: tag.plugin,
    displayName: tag.displayName,
    description: tag.description,
    points: tag.pointCount,
    firstStep: stepForJson(tag.firstStep),
    lastStep: stepForJson(tag.lastStep),
    nonFinite: tag.nonFiniteCount,
    role: role?.role ?? "other",
    layer: role?.layer ?? "",
    roleConfidence: role?.confidence ?? 0,
    roleReason: role?.reason ?? "",
    ...(role?.correction === undefined ? {} : { correction: role.correction }),
    ...(role?.isInverted === true ? { isInverted: true } : {}),
  };
}
