/** A small real board for tests: the memory store with a few series, and values made up on the spot. */
import type { DiagnosisOfGame } from "../../api/index.ts";
import { ExplainedError, type Histogram, type TagBatch } from "../../model/index.ts";
import { openMemoryStore, type Store, type ValueReader } from "../../store/index.ts";
import type { Board, RunDescription } from "../board.ts";
import { HeldProjections } from "./held-projections.ts";

export const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47);
export const NOT_AN_IMAGE = Uint8Array.of(0x3c, 0x73, 0x76, 0x67);
export const POINT_COUNT = 10;

const NO_CORRECTIONS = {};

/** Run "a": scalar "loss" (values 0…9 at steps 0…9), image "samples" and histogram "out" at steps 0, 5; text "note". */
export async function openSmallBoard(): Promise<Board> {
  const store = openMemoryStore();
  await fill(store);
  return {
    store,
    values: smallValues(),
    imageType: (bytes) => (bytes[0] === PNG[0] ? "image/png" : null),
    logDirectories: ["logs"],
    windowTitle: "Nashboard",
    isLoading: () => false,
    describe: async (run) => descriptionOf(run),
    corrections: async () => NO_CORRECTIONS,
    rolesOf: async (run) => descriptionOf(run).roles,
    diagnose: async (run) => (run === "a" ? [QUIET_GAME] : []),
    projections: new HeldProjections(),
    derivationsOf: async () => [{ source: "derived:samples", done: 1, behind: 1 }],
  };
}

/** As of a run in which nothing can be judged. */
export const QUIET_GAME: DiagnosisOfGame = {
  game: "generator against discriminator",
  words: { sentence: "Nothing could be judged.", settle: null },
  verdict: "unknown",
  evaluatedThroughStep: null,
  findings: [],
  cannotTell: [],
  clear: [],
};

async function fill(store: Store): Promise<void> {
  const file = {
    path: "/logs/a/events.out.tfevents.1",
    identity: "1:1",
    resumeOffset: 100,
    sizeBytes: 100,
    recordCount: 13,
    dataLosses: [{ offset: 40, bytes: 20, reason: "payload checksum" }],
    ended: { state: "at-record-boundary" },
    sessionStarts: [],
    fileVersion: "brain.Event:2",
    writer: "",
  } as const;
  const steps = BigInt64Array.from({ length: POINT_COUNT }, (_, i) => BigInt(i));
  const scalars = {
    steps,
    wallTimes: Float64Array.from(steps, Number),
    values: Float64Array.from(steps, Number),
  };
  const tags: TagBatch[] = [
    { info: { tag: "loss", kind: "scalar", plugin: "scalars", displayName: "", description: "" }, scalars },
    blobTag("samples", "image"),
    blobTag("out", "histogram"),
    blobTag("note", "text"),
  ];
  const batch = {
    tags,
    losses: file.dataLosses,
    sessionStarts: [],
    recordCount: 13,
    resumeOffset: 100,
    ended: { state: "at-record-boundary" },
    fileVersion: "brain.Event:2",
    writer: "",
  } as const;
  await store.append({ run: "a", file, batch });
}

function blobTag(tag: string, kind: "image" | "histogram" | "text"): TagBatch {
  return {
    info: { tag, kind, plugin: `${kind}s`, displayName: "", description: "" },
    blobs: {
      steps: BigInt64Array.of(0n, 5n),
      wallTimes: Float64Array.of(0, 5),
      offsets: Float64Array.of(10, 60),
      lengths: Float64Array.of(8, 8),
      itemCounts: Uint32Array.of(2, 2),
    },
  };
}

function smallValues(): ValueReader {
  const histogram = async (_run: string, _tag: string, row: number): Promise<Histogram> => ({
    lefts: Float64Array.of(-1, 0),
    rights: Float64Array.of(0, 1),
    counts: Float64Array.of(row, 4),
  });
  const images = async (run: string, tag: string, row: number) => {
    if (row > 1) throw gone(`${run}/${tag}/${row}`);
    return { width: 2, height: 2, images: [PNG, NOT_AN_IMAGE] };
  };
  return {
    histogram,
    histograms: (run, tag, rows) => Promise.all(rows.map((row) => histogram(run, tag, row))),
    images,
    imagesOfRows: (run, tag, rows) => Promise.all(rows.map((row) => images(run, tag, row))),
    audio: async () => ({ sampleRateHertz: 0, clips: [], contentType: "audio/wav" }),
    texts: async () => ["<b>not html</b>"],
    tensor: async () => ({ shape: [], values: new Float64Array(1) }),
    encodedValues: async (_run, _tag, rows) => rows.map(() => PNG),
    hyperparameters: async () => [{ name: "loss", value: "bce" }],
    close: async () => {},
  };
}

function gone(where: string): ExplainedError {
  return new ExplainedError({ code: "VALUE_GONE", what: "Gone.", why: "Deleted.", fix: "Reload.", where });
}

function descriptionOf(run: string): RunDescription {
  const known = { run, confidence: 1, reason: "for the test", layer: "" };
  return {
    roles: [
      { ...known, tag: "loss", role: "g.loss.adv" },
      { ...known, tag: "samples", role: "sample.fixed" },
    ],
    games: [],
    hyperparameters: [{ name: "loss", value: "bce" }],
  };
}
