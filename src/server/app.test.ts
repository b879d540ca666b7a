import { describe, expect, it } from "vitest";
import {
  histogramsUrl,
  imagesUrl,
  knownRowsOf,
  PartsReader,
  type RunResponse,
  type RunsResponse,
  seriesUrl,
  unpackBlobs,
  unpackColumns,
} from "../api/index.ts";
import type { SeriesView } from "../model/index.ts";
import { type App, createApp } from "./app.ts";
import type { Access } from "./guard.ts";
import { openSmallBoard, PNG, QUIET_GAME } from "./testing/small-board.ts";

const LOOPBACK: Access = { kind: "loopback", allowedHosts: ["board.example"] };
const PAGE = new Map([
  [
    "index.html",
    { bytes: new TextEncoder().encode("<!doctype html>"), headers: { "content-type": "text/html" } },
  ],
]);

async function openApp(access: Access = LOOPBACK, pathPrefix = ""): Promise<App> {
  return createApp({ board: await openSmallBoard(), page: PAGE, access, pathPrefix });
}

async function get(path: string, headers: Record<string, string> = {}, app?: App): Promise<Response> {
  const request = new Request(`http://127.0.0.1/${path}`, {
    headers: { host: "127.0.0.1:6886", ...headers },
  });
  return (app ?? (await openApp())).fetch(request);
}

async function viewsOf(path: string, known: readonly SeriesView[] = [], app?: App) {
  const reader = new PartsReader(
    (run, tag) => known.find((one) => one.run === run && one.tag === tag) ?? null,
  );
  const bytes = new Uint8Array(await (await get(path, {}, app)).arrayBuffer());
  const views = reader.add(bytes);
  reader.end();
  return { views, mark: reader.mark };
}

describe("runs", () => {
  it("lists each run with its state, its last losses and its newest sample", async () => {
    const body: RunsResponse = await (await get("api/runs")).json();
    expect(body.runs).toEqual([
      {
        run: "a",
        lastStep: 9,
        firstWallTime: 0,
        lastWallTime: 9,
        tagCount: 4,
        pointCount: 16,
        dataLossCount: 1,
        latest: [{ role: "g.loss.adv", tag: "loss", value: 9 }],
        thumbnail: { run: "a", tag: "samples", entry: 1, index: 0 },
      },
    ]);
    expect([body.seq, body.isLoading]).toEqual([1, false]);
  });

  it("gives one run's files with their losses, tags with their roles, and hyper-parameters", async () => {
    const body: RunResponse = await (await get("api/run?run=a")).json();
    expect(body.files[0]?.dataLoss).toEqual([{ offset: 40, bytes: 20, reason: "payload checksum" }]);
    expect(body.tags.map(({ tag, kind, points, role }) => [tag, kind, points, role])).toEqual([
      ["loss", "scalar", 10, "g.loss.adv"],
      ["samples", "image", 2, "sample.fixed"],
      ["out", "histogram", 2, "other"],
      ["note", "text", 2, "other"],
    ]);
    expect(body.hyperparameters).toEqual([{ name: "loss", value: "bce" }]);
  });

  it("answers 404 in words for a run that is not there", async () => {
    const response = await get("api/run?run=nowhere");
    expect(response.status).toBe(404);
    expect((await response.json()).what).toBe("There is no run named “nowhere” in the log directory.");
  });
});

it("tells the diagnosis of each game", async () => {
  expect(await (await get("api/diagnosis?run=a")).json()).toEqual({ run: "a", games: [QUIET_GAME] });
});

it("tells how far derived series are behind", async () => {
  const body = await (await get("api/derivations?run=a")).json();
  expect(body).toEqual({ derivations: [{ source: "derived:samples", done: 1, behind: 1 }] });
});

describe("shared tags", () => {
  it("counts in how many of the named runs each scalar tag is", async () => {
    const body = await (await get("api/shared-tags?run=a&run=a&run=nowhere")).json();
    expect(body).toEqual({ tags: [{ tag: "loss", runCount: 1, points: 10 }] });
  });
});

describe("series", () => {
  it("sends the asked tags of the asked runs that exist, in a range", async () => {
    const url = seriesUrl({
      runs: ["a", "b"],
      tags: ["loss", "none"],
      fromStep: 2,
      toStep: 4,
      maxBuckets: 50,
    });
    const [view, ...others] = (await viewsOf(url)).views;
    expect(others).toEqual([]);
    expect([view?.run, view?.tag, view?.pointCount, view?.totalPointCount]).toEqual(["a", "loss", 3, 10]);
    expect([...(view?.segments[0]?.firsts ?? [])]).toEqual([2, 3, 4]);
  });

  it("is readable JSON on request", async () => {
    const body = await (await get("api/series?run=a&tag=loss&format=json")).json();
    expect(body[0].segments[0].firstSteps).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("lays series on other axes and smooths them, each only when asked", async () => {
    const url = seriesUrl({
      runs: ["a"],
      tags: ["loss"],
      maxBuckets: 50,
      axis: "relative",
      smoothing: 0.5,
      toStep: 1000,
    });
    const [view] = (await viewsOf(url)).views;
    expect([...(view?.segments[0]?.firstSteps ?? [])]).toEqual([0, 1000]);
    expect([...(view?.segments[0]?.atSteps ?? [])]).toEqual([0, 1]);
    expect(view?.segments[0]?.smoothed?.[1]).toBeCloseTo(0.5 / 0.75, 12);
  });

  it("names what has not changed since an answer, and sends it whole where it can't tell", async () => {
    const app = await openApp();
    const question = { runs: ["a"], tags: ["loss", "none"], maxBuckets: 50 };
    const first = await viewsOf(seriesUrl(question), [], app);
    const since = [first.views[0] === undefined ? null : knownRowsOf(first.views[0]), null];
    const again = await viewsOf(seriesUrl({ ...question, since, mark: first.mark }), first.views, app);
    expect(again.views).toEqual(first.views);
    expect(again.views[0]).toBe(first.views[0]);
    const elsewhere = await viewsOf(seriesUrl({ ...question, since, mark: "another:1" }), first.views, app);
    expect(elsewhere.views).toEqual(first.views);
    expect(elsewhere.views[0]).not.toBe(first.views[0]);
  });

  it("names the parameter that is missing or makes no sense", async () => {
    for (const [query, named] of [
      ["tag=loss", "run"],
      ["run=a&tag=loss&axis=y", "axis"],
      ["run=a&tag=loss&smoothing=1", "smoothing"],
      ["run=a&tag=loss&buckets=0", "buckets"],
      ["run=a&tag=loss&from=soon", "from"],
    ]) {
      const response = await get(`api/series?${query}`);
      expect(response.status).toBe(400);
      expect((await response.json()).what).toContain(`“${named}”`);
    }
  });
});

describe("values", () => {
  it("sends histograms through time on the writer's own edges when all share them", async () => {
    const url = histogramsUrl({ run: "a", tag: "out", columns: 10, bins: 80 });
    const { header, columns } = unpackColumns(await (await get(url)).arrayBuffer());
    expect(header).toEqual({ run: "a", tag: "out", total: 2, unreadable: 0, low: -1, high: 1, binCount: 2 });
    expect([...(columns.edges ?? [])]).toEqual([-1, 0, 1]);
    expect([...(columns.counts ?? [])]).toEqual([0, 4, 1, 4]);
    expect([...(columns.steps ?? [])]).toEqual([0, 5]);
  });

  it("sends many images in one answer, an unreadable one as an empty part", async () => {
    const url = imagesUrl({ run: "a", tag: "samples", entries: [0, 1], firstIndex: 0, count: 9 });
    const { header, parts } = unpackBlobs(await (await get(url)).arrayBuffer());
    expect(header).toEqual({ run: "a", tag: "samples", firstIndex: 0, counts: [2, 2], unreadable: [] });
    expect(parts.map((part) => part.length)).toEqual([PNG.length, 0, PNG.length, 0]);
  });

  it("sends one image with the type its bytes show, and 304 to who has it", async () => {
    const app = await openApp();
    const first = await get("api/image?run=a&tag=samples&entry=1&index=0", {}, app);
    expect(first.headers.get("content-type")).toBe("image/png");
    expect(new Uint8Array(await first.arrayBuffer())).toEqual(PNG);
    const again = await get(
      "api/image?run=a&tag=samples&entry=1&index=0",
      { "if-none-match": first.headers.get("etag") ?? "" },
      app,
    );
    expect(again.status).toBe(304);
  });

  it("never gives a picture's type to bytes that are none, SVG included", async () => {
    const response = await get("api/image?run=a&tag=samples&entry=1&index=1");
    expect(response.headers.get("content-type")).toBe("application/octet-stream");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("sends text as JSON, never as HTML", async () => {
    const response = await get("api/text?run=a&tag=note&entry=1");
    expect(response.headers.get("content-type")).toContain("application/json");
    expect(await response.json()).toEqual({ step: 5, wallTime: 5, texts: ["<b>not html</b>"] });
  });

  it("answers 404 for an entry or an index that does not exist", async () => {
    for (const ask of ["entry=7&index=0", "entry=1&index=9"]) {
      expect((await get(`api/image?run=a&tag=samples&${ask}`)).status).toBe(404);
    }
  });
});

describe("access", () => {
  it("refuses a host name it was not told of, and answers one it was", async () => {
    expect((await get("api/runs", { host: "evil.example:6886" })).status).toBe(403);
    expect((await get("api/runs", { host: "board.example" })).status).toBe(200);
  });

  it("asks for the token, takes it from the address once, then from the cookie", async () => {
    const app = await openApp({ kind: "token", token: "secret" });
    expect((await get("api/runs", {}, app)).status).toBe(401);
    expect((await get("?token=wrong", {}, app)).status).toBe(401);
    const entry = await get("?token=secret&run=a", {}, app);
    expect([entry.status, entry.headers.get("location")]).toEqual([302, "./?run=a"]);
    const cookie = entry.headers.get("set-cookie") ?? "";
    expect(cookie).toContain("HttpOnly");
    expect((await get("api/runs", { cookie: cookie.split(";")[0] ?? "" }, app)).status).toBe(200);
    expect((await get("api/runs", { authorization: "Bearer secret" }, app)).status).toBe(200);
  });

  it("forbids scripts from anywhere but the board itself", async () => {
    const policy = (await get("")).headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain("script-src");
  });
});

describe("the page", () => {
  it("is served at the root and under a path prefix, and nothing else is", async () => {
    expect(await (await get("")).text()).toBe("<!doctype html>");
    const prefixed = await openApp(LOOPBACK, "/nash");
    expect((await get("nash/", {}, prefixed)).status).toBe(200);
    expect((await get("nash/api/runs", {}, prefixed)).status).toBe(200);
    for (const path of ["../package.json", "..%2f..%2fetc/passwd", "index.html/../../x"]) {
      expect((await get(path)).status).toBe(404);
    }
  });
});
