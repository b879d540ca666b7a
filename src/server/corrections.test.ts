import { beforeEach, describe, expect, it } from "vitest";
import type { CorrectionsJson } from "../api/index.ts";
import { ExplainedError } from "../model/index.ts";
import { createApp } from "./app.ts";
import { openSmallBoard } from "./testing/small-board.ts";

const BOARD = "http://localhost:6886";
const HINGE = { roles: {}, lossFamily: { "*": "hinge" } } as const;

const PLACES = { files: ["/logs/nashboard.json"], writesTo: "/logs/nashboard.json" } as const;
const EXPLAINED = { code: "CORRECTIONS_MALFORMED", what: "Bad.", why: "Typed.", fix: "Mend.", where: "/b" };
const MALFORMED = new ExplainedError(EXPLAINED);

describe("PUT api/corrections", () => {
  let written: unknown[];
  let fetch: (request: Request) => Response | Promise<Response>;
  beforeEach(async () => {
    written = [];
    let current: CorrectionsJson = { roles: {}, lossFamily: {} };
    const corrections = {
      kept: async () => ({ ...PLACES, corrections: current, problems: [MALFORMED] }),
      write: async (given: unknown) => {
        written.push(given);
        current = HINGE;
        return "/logs/nashboard.json";
      },
    };
    const access = { kind: "loopback", allowedHosts: [] } as const;
    const board = await openSmallBoard();
    ({ fetch } = createApp({ board, page: new Map(), access, pathPrefix: "", corrections }));
  });

  const put = (body: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(
      new Request(`${BOARD}/api/corrections`, {
        method: "PUT",
        body,
        headers: { host: "localhost:6886", "content-type": "application/json", ...headers },
      }),
    );

  it("hands over what was sent and answers with what holds and where it lies", async () => {
    const response = await put(JSON.stringify(HINGE), { origin: BOARD });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      ...{ ...HINGE, ...PLACES, problems: [EXPLAINED] },
      writtenTo: "/logs/nashboard.json",
    });
    expect(written).toEqual([HINGE]);
    const again = await fetch(new Request(`${BOARD}/api/corrections`, { headers: { host: "localhost" } }));
    expect(await again.json()).toEqual({ ...HINGE, ...PLACES, problems: [EXPLAINED] });
  });

  it("refuses pages of other origins, sandboxed ones too", async () => {
    for (const origin of ["http://evil.example", "http://localhost:9999", "null"]) {
      const response = await put("{}", { origin });
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ code: "ORIGIN_NOT_ALLOWED" });
    }
    expect(written).toEqual([]);
  });

  it("refuses what a form can send unasked, what is not JSON, and too much", async () => {
    expect((await put("{}", { "content-type": "text/plain" })).status).toBe(400);
    expect((await put("{")).status).toBe(400);
    expect((await put(`"${"x".repeat(2 ** 20)}"`)).status).toBe(400);
    expect(written).toEqual([]);
  });

  it("refuses names of this machine that it does not answer to", async () => {
    expect((await put("{}", { host: "rebound.example" })).status).toBe(403);
  });
});
