import { expect, it } from "vitest";
import { knownRowsOf, PartsWriter, type SentSeries } from "../../api/index.ts";
import { viewOf } from "../../model/index.ts";
import { growingSeries } from "./growing-series.ts";

function view(run: string, count: number) {
  const rows = Float64Array.from({ length: count }, (_, i) => i);
  return viewOf({ steps: rows, wallTimes: rows, values: rows }, { run, tag: "loss", maxBuckets: 50 });
}

function answer(mark: string, series: readonly SentSeries[]): Response {
  const writer = new PartsWriter({ mark, hasTimes: true });
  const parts = [...series.map((one) => writer.add(one)), writer.end()].filter((part) => part !== null);
  return new Response(new Blob(parts));
}

const ignore = () => {};

it("tells of the series that have arrived while others are on their way", async () => {
  const load = growingSeries({ runs: ["a", "b"], tags: ["loss"], maxBuckets: 50 });
  const [one, other] = [view("a", 3), view("b", 4)];
  const parts = [one, other].map((each) => answer("m:1", [{ view: each, keptRows: 0 }]).arrayBuffer());
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: async (controller) => {
      const part = await parts.shift();
      if (part === undefined) controller.close();
      else controller.enqueue(new Uint8Array(part));
    },
  });
  const told: unknown[] = [];
  const ask = async () => new Response(body);
  await load(ask, new AbortController().signal, (views) => told.push(views));
  expect(told).toEqual([[one], [one, other]]);
});

it("asks at first for everything, then for what has changed, and puts the two together", async () => {
  const load = growingSeries({ runs: ["a", "b"], tags: ["loss"], maxBuckets: 50 });
  const { signal } = new AbortController();
  const asked: URLSearchParams[] = [];
  const answering = (response: Response) => async (url: string) => {
    asked.push(new URL(url, "http://board").searchParams);
    return response;
  };
  const [old, other] = [view("a", 3), view("b", 4)];
  const sent = [old, other].map((one) => ({ view: one, keptRows: 0 }));
  expect(await load(answering(answer("m:1", sent)), signal, ignore)).toEqual([old, other]);
  const grown = view("a", 5);
  const changed = [
    { view: grown, keptRows: 2 },
    { view: null, run: "b", tag: "loss" },
  ];
  expect(await load(answering(answer("m:2", changed)), signal, ignore)).toEqual([grown, other]);
  expect(asked.map((query) => [query.get("mark"), query.getAll("since").length])).toEqual([
    [null, 0],
    ["m:1", 2],
  ]);
  const { rows, bucketWidth, check } = knownRowsOf(old);
  expect(asked[1]?.getAll("since")[0]).toBe(`${rows}:${bucketWidth}:${check}`);
});

it("refuses an answer that breaks off", async () => {
  const load = growingSeries({ runs: ["a"], tags: ["loss"], maxBuckets: 50 });
  const whole = await answer("m:1", [{ view: view("a", 3), keptRows: 0 }]).arrayBuffer();
  const cut = async () => new Response(whole.slice(0, 40));
  await expect(load(cut, new AbortController().signal, ignore)).rejects.toThrow("ends 40 bytes into a part");
});
