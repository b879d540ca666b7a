/** Series as comma-separated values: a row a point, quoted as RFC 4180 has it. */
import { type ExportSource, numberText, seriesOf } from "./export-source.ts";

/** A piece of text is handed over at this many rows, about half a megabyte. */
const ROWS_A_PIECE = 8192;

export async function* csvOf(source: ExportSource): AsyncGenerator<string> {
  yield "run,tag,step,wall_time,value\n";
  for (const run of source.runs) {
    for await (const { run: name, tag, steps, wallTimes, values } of seriesOf(source, run)) {
      const prefix = `${quoted(name)},${quoted(tag)},`;
      for (let from = 0; from < steps.length; from += ROWS_A_PIECE) {
        const to = Math.min(from + ROWS_A_PIECE, steps.length);
        let text = "";
        for (let row = from; row < to; row++) {
          text += `${prefix}${steps[row]},${numberText(wallTimes[row] ?? 0)},${numberText(values[row] ?? 0)}\n`;
        }
        source.wrote(to - from);
        yield text;
      }
    }
  }
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
