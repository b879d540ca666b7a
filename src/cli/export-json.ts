/** Series as the JSON that scripts rely on (schema 1), written piece by piece because it may be larger than memory. */
import { stepForJson } from "../model/index.ts";
import { type ExportSource, numberText, type SelectedSeries, seriesOf } from "./export-source.ts";

/** A piece of text is handed over at this many numbers. */
const NUMBERS_A_PIECE = 16_384;

export async function* jsonOf(source: ExportSource): AsyncGenerator<string> {
  yield '{"schema":1,"runs":[';
  for (const [i, run] of source.runs.entries()) {
    yield `${i === 0 ? "" : ","}{"run":${JSON.stringify(run.record.run)},"series":[`;
    let isFirst = true;
    for await (const series of seriesOf(source, run)) {
      if (!isFirst) yield ",";
      isFirst = false;
      yield* seriesText(series);
      source.wrote(series.steps.length);
    }
    yield "]}";
  }
  yield "]}\n";
}

function* seriesText({ tag, steps, wallTimes, values }: SelectedSeries): Generator<string> {
  yield `{"tag":${JSON.stringify(tag)},"steps":[`;
  yield* listText(steps.length, (row) => JSON.stringify(stepForJson(steps[row] ?? 0n)));
  yield '],"wallTimes":[';
  yield* listText(steps.length, (row) => numberText(wallTimes[row] ?? 0));
  yield '],"values":[';
  yield* listText(steps.length, (row) => valueText(values[row] ?? 0));
  yield "]}";
}

function* listText(length: number, textOf: (row: number) => string): Generator<string> {
  for (let from = 0; from < length; from += NUMBERS_A_PIECE) {
    const to = Math.min(from + NUMBERS_A_PIECE, length);
    const texts: string[] = [];
    for (let row = from; row < to; row++) texts.push(textOf(row));
    yield (from === 0 ? "" : ",") + texts.join(",");
  }
}

/** JSON has no NaN and no infinities: they are given by name. */
function valueText(value: number): string {
  return Number.isFinite(value) ? numberText(value) : `"${value}"`;
}
