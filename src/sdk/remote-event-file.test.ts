/** Holds the sender to losing nothing while a board is away or answers get lost, and to counting what it must drop. */
import { describe, expect, it } from "vitest";
import { remoteEventFile } from "./remote-event-file.ts";

/** A board's intake for one file; `plan` says what becomes of each request in turn, and of all after: "ok". */
class IntakeDouble {
  readonly stored: number[] = [];
  readonly addresses: URL[] = [];
  readonly authorizations: (string | null)[] = [];
  readonly #plan: ("ok" | "unreachable" | "answer lost" | 503 | 403)[];

  constructor(plan: ("ok" | "unreachable" | "answer lost" | 503 | 403)[] = []) {
    this.#plan = plan;
  }

  readonly fetch = async (address: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(address instanceof Request ? address.url : address, init);
    const url = new URL(request.url);
    this.addresses.push(url);
    this.authorizations.push(request.headers.get("authorization"));
    const outcome = this.#plan.shift() ?? "ok";
    if (outcome === "unreachable") throw new TypeError("connection refused");
    if (typeof outcome === "number") return new Response("busy", { status: outcome });
    const isNext = Number(url.searchParams.get("offset")) === this.stored.length;
    if (isNext) this.stored.push(...new Uint8Array(await request.arrayBuffer()));
    if (outcome === "answer lost") throw new TypeError("connection reset");
    return Response.json({ size: this.stored.length }, { status: isNext ? 200 : 409 });
  };
}

function open(board: IntakeDouble, queueBytes?: number) {
  const problems: string[] = [];
  const file = remoteEventFile({
    board: "http://board.example/nashboard/?token=secret",
    run: "a",
    fetch: board.fetch,
    wait: async () => {},
    onProblem: (problem) => problems.push(problem),
    ...(queueBytes === undefined ? {} : { queueBytes }),
  });
  return { file, problems };
}

describe("remoteEventFile", () => {
  it("sends everything in order, with the token that the board's address holds", async () => {
    const board = new IntakeDouble();
    const { file, problems } = open(board);
    for (const byte of [1, 2, 3]) file.append(Uint8Array.of(byte));
    file.close();
    expect(await file.finished()).toBe(true);
    expect(board.stored).toEqual([1, 2, 3]);
    expect(file.status()).toEqual({ sentBytes: 3, waitingBytes: 0, droppedAppends: 0, problem: null });
    expect([board.addresses[0]?.pathname, board.authorizations[0]]).toEqual([
      "/nashboard/api/intake",
      "Bearer secret",
    ]);
    expect(problems).toEqual([]);
  });

  it("tries again while the board is away, and sends nothing twice when only the answer was lost", async () => {
    const board = new IntakeDouble(["unreachable", 503, "answer lost", "ok", "answer lost"]);
    const { file, problems } = open(board);
    file.append(Uint8Array.of(1, 2));
    file.append(Uint8Array.of(3));
    file.close();
    expect(await file.finished()).toBe(true);
    expect(board.stored).toEqual([1, 2, 3]);
    expect(problems.length).toBeGreaterThanOrEqual(3);
    expect(file.status().problem).toBeNull();
  });

  it("drops and counts what its queue cannot hold, and keeps what it has", async () => {
    const board = new IntakeDouble(["unreachable"]);
    const { file } = open(board, 4);
    file.append(Uint8Array.of(1, 2, 3));
    file.append(Uint8Array.of(4, 5));
    file.append(Uint8Array.of(6));
    expect(file.droppedAppends?.()).toBe(1);
    file.close();
    expect(await file.finished()).toBe(true);
    expect(board.stored).toEqual([1, 2, 3, 6]);
  });

  it("gives up where the board refuses, says why, and counts what comes after as dropped", async () => {
    const { file, problems } = open(new IntakeDouble([403]));
    file.append(Uint8Array.of(1));
    expect(await file.finished()).toBe(false);
    file.append(Uint8Array.of(2));
    const problem = "The board answered 403: busy";
    expect(file.status()).toEqual({ sentBytes: 0, waitingBytes: 1, droppedAppends: 1, problem });
    expect(problems).toEqual([problem]);
  });
});
