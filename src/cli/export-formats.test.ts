/** What the text formats and the table promise: every point, exactly. */
import { parquetReadObjects } from "hyparquet";
import { expect, test } from "vitest";
import type { ScalarColumns } from "../model/index.ts";
import { csvOf } from "./export-csv.ts";
import { jsonOf } from "./export-json.ts";
import { writeParquet } from "./export-parquet.ts";
import { EVERYTHING, longSeries, sourceOf } from "./testing/export-source.ts";

const BEYOND_DOUBLES = 2n ** 53n + 1n;
const LOWEST = -(2n ** 63n);
const ODD: ScalarColumns = {
  steps: BigInt64Array.of(0n, 7n, 7n, 3n, BEYOND_DOUBLES, LOWEST, 8n, 9n),
  wallTimes: Float64Array.of(1.7e9, 1700000000.123456, 0, 1e-7, 5, 6, 7, 8),
  values: Float64Array.of(
    ...[Number.NaN, Infinity, -Infinity, -0, Math.fround(0.1), 5e-324, Number.MAX_VALUE, 0.1],
  ),
};

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

/** Comparing 140,000 numbers one by one with `toEqual` takes seconds. */
function areSameBits(one: BigInt64Array | Float64Array, other: BigInt64Array | Float64Array): boolean {
  return Buffer.from(one.buffer).equals(Buffer.from(other.buffer));
}

function valueOfJson(value: number | string): number {
  return Number(value);
}

test("json holds every point, with names for what JSON has no numbers for", async () => {
  const source = await sourceOf({ odd: ODD });
  expect(await textOf(jsonOf(source))).toBe(
    '{"schema":1,"runs":[{"run":"a,\\"b\\"","series":[{"tag":"odd",' +
      '"steps":[0,7,7,3,"9007199254740993","-9223372036854775808",8,9],' +
      '"wallTimes":[1700000000,1700000000.123456,0,1e-7,5,6,7,8],' +
      '"values":["NaN","Infinity","-Infinity",-0,0.10000000149011612,5e-324,1.7976931348623157e+308,0.1]}]}]}\n',
  );
  expect(source.written()).toBe(8);
});

test("json of a series of many pieces is one list", async () => {
  const series = longSeries(40_000);
  const [run] = JSON.parse(await textOf(jsonOf(await sourceOf({ a: series, b: ODD })))).runs;
  expect(run.series.map(({ tag }: { tag: string }) => tag)).toEqual(["a", "b"]);
  expect(Float64Array.from(run.series[0].values)).toEqual(series.values);
  expect(Float64Array.from(run.series[1].values.map(valueOfJson))).toEqual(ODD.values);
});

test("csv holds a row a point, exact steps, and quotes names that need it", async () => {
  const lines = (await textOf(csvOf(await sourceOf({ odd: ODD })))).split("\n");
  expect(lines).toEqual([
    "run,tag,step,wall_time,value",
    '"a,""b""",odd,0,1700000000,NaN',
    '"a,""b""",odd,7,1700000000.123456,Infinity',
    '"a,""b""",odd,7,0,-Infinity',
    '"a,""b""",odd,3,1e-7,-0',
    '"a,""b""",odd,9007199254740993,5,0.10000000149011612',
    '"a,""b""",odd,-9223372036854775808,6,5e-324',
    '"a,""b""",odd,8,7,1.7976931348623157e+308',
    '"a,""b""",odd,9,8,0.1',
    "",
  ]);
});

test("steps out of range are left out, at both ends inclusive", async () => {
  const source = await sourceOf({ odd: ODD }, { ...EVERYTHING, from: 7n, to: BEYOND_DOUBLES });
  const [{ series }] = JSON.parse(await textOf(jsonOf(source))).runs;
  expect(series[0].steps).toEqual([7, 7, "9007199254740993", 8, 9]);
});

test("parquet gives back every bit, over several row groups", async () => {
  const series = longSeries(140_000);
  const source = await sourceOf({ long: series, odd: ODD });
  const chunks: Uint8Array[] = [];
  await writeParquet(source, async (bytes) => {
    chunks.push(bytes.slice());
  });
  const file = Buffer.concat(chunks);
  const rows = await parquetReadObjects({ file: new Uint8Array(file).buffer });
  const column = (name: string, tag: string) => rows.filter((row) => row.tag === tag).map((row) => row[name]);
  expect(rows).toHaveLength(140_008);
  expect(new Set(column("run", "odd"))).toEqual(new Set(['a,"b"']));
  for (const [tag, { steps, wallTimes, values }] of Object.entries({ long: series, odd: ODD })) {
    expect(areSameBits(BigInt64Array.from(column("step", tag)), steps)).toBe(true);
    expect(areSameBits(Float64Array.from(column("wall_time", tag)), wallTimes)).toBe(true);
    expect(areSameBits(Float64Array.from(column("value", tag)), values)).toBe(true);
  }
  expect(source.written()).toBe(140_008);
});
