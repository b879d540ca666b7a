/** Appends to a board's copy of an event file what that copy lacks. */
import { open } from "node:fs/promises";
import { ExplainedError } from "../model/index.ts";

export interface IntakeFile {
  readonly run: string;
  readonly file: string;
}

export interface Pushed {
  /** "differs": the board's copy is longer, so it is not the beginning of this file. */
  readonly outcome: "sent" | "differs";
  readonly sentBytes: number;
  /** Bytes that the board's copy has now. */
  readonly size: number;
}

/** Below the board's limit for one request. */
const CHUNK_BYTES = 2 ** 20;
const CONFLICT = 409;

/** `board` as it printed its address; a token in it is used. */
export function intakeAt(board: URL, send: typeof fetch = fetch) {
  const token = board.searchParams.get("token");
  const headers = {
    "content-type": "application/octet-stream",
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
  const ask = async (place: Readonly<Record<string, string>>, body: Uint8Array<ArrayBuffer> | null) => {
    const address = new URL("api/intake", board);
    address.search = new URLSearchParams(place).toString();
    const method = body === null ? "GET" : "POST";
    const answer = await send(address, { method, headers, body }).catch((cause: unknown) => {
      throw notReached(board, cause);
    });
    if (!answer.ok && answer.status !== CONFLICT) throw refused(board, answer.status, await answer.text());
    return sizeIn(await answer.json(), board);
  };
  return {
    /** Resumes where the board's copy ends; a growing file is sent as far as it is at the end. */
    async push(path: string, place: IntakeFile): Promise<Pushed> {
      const handle = await open(path);
      try {
        const buffer = new Uint8Array(CHUNK_BYTES);
        let size = await ask({ ...place }, null);
        const before = size;
        if (size > (await handle.stat()).size) return { outcome: "differs", sentBytes: 0, size };
        for (;;) {
          const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, size);
          if (bytesRead === 0) return { outcome: "sent", sentBytes: size - before, size };
          size = await ask({ ...place, offset: String(size) }, buffer.subarray(0, bytesRead));
        }
      } finally {
        await handle.close();
      }
    },
  };
}

function sizeIn(answer: unknown, board: URL): number {
  const size = typeof answer === "object" && answer !== null && "size" in answer ? answer.size : undefined;
  if (typeof size === "number") return size;
  throw refused(board, 0, "Its answer names no size.");
}

function notReached(board: URL, cause: unknown): ExplainedError {
  return new ExplainedError({
    code: "PUSH_NOT_REACHED",
    what: `The board could not be reached: ${cause instanceof Error ? cause.message : String(cause)}.`,
    why: "What was sent before is kept there; nothing is sent twice.",
    fix: "Check the address and that the board runs, then push again: it goes on where it stopped.",
    where: board.origin,
    cause,
  });
}

function refused(board: URL, status: number, words: string): ExplainedError {
  return new ExplainedError({
    code: "PUSH_REFUSED",
    what: `The board took nothing (${status}): ${words}`,
    why: "A board takes event files only where it was told to, and from whom it was told to.",
    fix: "Start it with --intake DIR, and pass its address as it printed it, with its token.",
    where: board.origin,
  });
}
