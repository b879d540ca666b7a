/** Series as one Parquet table, a row a point, for whoever asks with SQL or data frames. */
import { ByteWriter, ParquetWriter, type SchemaElement } from "hyparquet-writer";
import { type ExportSource, type SelectedSeries, seriesOf } from "./export-source.ts";

/** Held in memory at a time: about 5 MB of columns. */
const ROWS_A_GROUP = 131_072;

const SCHEMA: SchemaElement[] = [
  { name: "points", num_children: 5 },
  { name: "run", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "REQUIRED" },
  { name: "tag", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "REQUIRED" },
  { name: "step", type: "INT64", repetition_type: "REQUIRED" },
  { name: "wall_time", type: "DOUBLE", repetition_type: "REQUIRED" },
  { name: "value", type: "DOUBLE", repetition_type: "REQUIRED" },
];

export async function writeParquet(
  source: ExportSource,
  write: (bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  const bytes = new ByteWriter();
  const flush = async () => {
    await write(bytes.getBytes());
    bytes.index = 0;
  };
  const parquet = new ParquetWriter({
    writer: Object.assign(bytes, { flush, finish: flush }),
    schema: SCHEMA,
    createdBy: "nashboard",
  });
  const group = new RowGroup();
  const writeGroup = async () => {
    source.wrote(group.rowCount);
    await parquet.write({ columnData: group.takeColumns(), rowGroupSize: ROWS_A_GROUP });
  };
  for (const run of source.runs) {
    for await (const series of seriesOf(source, run)) {
      for (let from = 0; from < series.steps.length; ) {
        from = group.add(series, from);
        if (group.isFull) await writeGroup();
      }
    }
  }
  if (group.rowCount > 0) await writeGroup();
  await parquet.finish();
}

class RowGroup {
  rowCount = 0;
  readonly #runs: string[] = new Array(ROWS_A_GROUP);
  readonly #tags: string[] = new Array(ROWS_A_GROUP);
  readonly #steps = new BigInt64Array(ROWS_A_GROUP);
  readonly #wallTimes = new Float64Array(ROWS_A_GROUP);
  readonly #values = new Float64Array(ROWS_A_GROUP);

  get isFull(): boolean {
    return this.rowCount === ROWS_A_GROUP;
  }

  /** Takes as many rows as fit and returns the first one that did not. */
  add({ run, tag, steps, wallTimes, values }: SelectedSeries, from: number): number {
    const at = this.rowCount;
    const to = Math.min(steps.length, from + ROWS_A_GROUP - at);
    this.rowCount = at + to - from;
    this.#runs.fill(run, at, this.rowCount);
    this.#tags.fill(tag, at, this.rowCount);
    this.#steps.set(steps.subarray(from, to), at);
    this.#wallTimes.set(wallTimes.subarray(from, to), at);
    this.#values.set(values.subarray(from, to), at);
    return to;
  }

  /** No dictionary for numbers: it would take −0 for 0. Bytes split by significance compress twice as well as plain. */
  takeColumns() {
    const { rowCount } = this;
    this.rowCount = 0;
    return [
      { name: "run", data: this.#runs.slice(0, rowCount), encoding: "RLE_DICTIONARY" as const },
      { name: "tag", data: this.#tags.slice(0, rowCount), encoding: "RLE_DICTIONARY" as const },
      { name: "step", data: this.#steps.slice(0, rowCount), encoding: "DELTA_BINARY_PACKED" as const },
      { name: "wall_time", data: this.#wallTimes.slice(0, rowCount), encoding: "BYTE_STREAM_SPLIT" as const },
      { name: "value", data: this.#values.slice(0, rowCount), encoding: "BYTE_STREAM_SPLIT" as const },
    ];
  }
}
