/** Images, audio and text out of event files, with types that were sniffed and never trusted. */
import { type ImagesHeader, packBlobs, type TextResponse } from "../api/index.ts";
import { stepForJson } from "../model/index.ts";
import type { BlobIndex } from "../store/index.ts";
import type { Board } from "./board.ts";
import { notFound } from "./failure.ts";
import { readableRows } from "./readable-rows.ts";

interface EntryAsk {
  readonly run: string;
  readonly tag: string;
  readonly entry: number;
  readonly index: number;
}

export interface ImagesAsk {
  readonly run: string;
  readonly tag: string;
  readonly entries: readonly number[];
  readonly first: number;
  readonly count: number;
}

/** The encoded bytes are sent as they lie in the file; only pictures a browser can decode get an image type. */
const UNKNOWN_TYPE = "application/octet-stream";
/** Stands for an image that no browser can decode. */
const EMPTY = new Uint8Array(0);

export async function imageAnswer(board: Board, request: Request, ask: EntryAsk): Promise<Response> {
  const tag = await entityTag(board, ask);
  if (request.headers.get("if-none-match") === tag)
    return new Response(null, { status: 304, headers: { etag: tag } });
  const { images } = await board.values.images(ask.run, ask.tag, ask.entry);
  const bytes = images[ask.index];
  if (bytes === undefined) throw noEntry(ask, `holds ${images.length} images`);
  return mediaResponse(bytes, board.imageType(bytes) ?? UNKNOWN_TYPE, tag);
}

/** Several entries × indices in one answer, so that a film strip is one request. */
export async function imagesAnswer(board: Board, ask: ImagesAsk): Promise<Uint8Array<ArrayBuffer>> {
  const { run, tag, entries, first, count } = ask;
  const { rows, values } = await readableRows(entries, (some) => board.values.imagesOfRows(run, tag, some));
  const chosen = entries.map((entry) => {
    const images = values[rows.indexOf(entry)]?.images ?? [];
    return images.slice(first, first + count);
  });
  const header: ImagesHeader = {
    run,
    tag,
    firstIndex: first,
    counts: chosen.map((images) => images.length),
    unreadable: entries.filter((entry) => !rows.includes(entry)),
  };
  return packBlobs(
    header,
    chosen.flat().map((bytes) => (board.imageType(bytes) === null ? EMPTY : bytes)),
  );
}

export async function audioAnswer(board: Board, request: Request, ask: EntryAsk): Promise<Response> {
  const tag = await entityTag(board, ask);
  if (request.headers.get("if-none-match") === tag)
    return new Response(null, { status: 304, headers: { etag: tag } });
  const { clips } = await board.values.audio(ask.run, ask.tag, ask.entry);
  const clip = clips[ask.index];
  if (clip === undefined) throw noEntry(ask, `holds ${clips.length} clips`);
  return mediaResponse(clip, isWave(clip) ? "audio/wav" : UNKNOWN_TYPE, tag);
}

export async function textAnswer(board: Board, ask: EntryAsk): Promise<TextResponse> {
  const index = await board.store.blobs(ask.run, ask.tag);
  const texts = await board.values.texts(ask.run, ask.tag, ask.entry);
  return {
    step: stepForJson(index.steps[ask.entry] ?? 0n),
    wallTime: index.wallTimes[ask.entry] ?? 0,
    texts,
  };
}

/** Changes when the row comes to mean other bytes (a file was replaced), stays while it means the same. */
async function entityTag(board: Board, ask: EntryAsk): Promise<string> {
  const index: BlobIndex = await board.store.blobs(ask.run, ask.tag);
  if (ask.entry >= index.steps.length) throw noEntry(ask, `the tag has ${index.steps.length} entries`);
  const file = index.fileIndexes[ask.entry] ?? 0;
  return `"${file}-${index.offsets[ask.entry]}-${index.lengths[ask.entry]}-${index.wallTimes[ask.entry]}-${ask.index}"`;
}

function noEntry({ run, tag, entry, index }: EntryAsk, holds: string) {
  return notFound(
    `Entry ${entry}, item ${index} of “${tag}” in run “${run}” does not exist: it ${holds}.`,
    tag,
  );
}

function mediaResponse(bytes: Uint8Array, type: string, tag: string): Response {
  const headers = { "content-type": type, "cache-control": "private, no-cache", etag: tag };
  return new Response(new Uint8Array(bytes), { headers });
}

function isWave(bytes: Uint8Array): boolean {
  return (
    String.fromCharCode(...bytes.subarray(0, 4)) === "RIFF" &&
    String.fromCharCode(...bytes.subarray(8, 12)) === "WAVE"
  );
}
