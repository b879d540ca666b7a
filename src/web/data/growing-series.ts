/** Loads series again and again, each time only what is new or has changed since the last. */
import { type KnownRows, knownRowsOf, PartsReader, type SeriesRequest, seriesUrl } from "../../api/index.ts";
import type { SeriesView } from "../../model/index.ts";
import type { Ask } from "./resource.ts";

export function growingSeries(
  question: SeriesRequest,
): (ask: Ask, signal: AbortSignal) => Promise<readonly SeriesView[]> {
  let known = new Map<string, SeriesView>();
  let mark = "";
  const knownOf = (run: string, tag: string) => known.get(keyOf(run, tag)) ?? null;
  const asSince = (run: string, tag: string): KnownRows | null => {
    const view = knownOf(run, tag);
    return view === null ? null : knownRows(view);
  };
  return async (ask, signal) => {
    const { runs, tags } = question;
    const since = runs.flatMap((run) => tags.map((tag) => asSince(run, tag)));
    const asked = mark === "" ? question : { ...question, since, mark };
    const reader = new PartsReader(knownOf);
    const views = await readAll(await ask(seriesUrl(asked), signal), reader);
    known = new Map(views.map((view) => [keyOf(view.run, view.tag), view]));
    mark = reader.mark;
    return views;
  };
}

function keyOf(run: string, tag: string): string {
  return JSON.stringify([run, tag]);
}

/** Decodes each part while the next is on its way. */
async function readAll({ body }: Response, reader: PartsReader): Promise<SeriesView[]> {
  const views: SeriesView[] = [];
  const pieces = body?.getReader();
  for (let piece = await pieces?.read(); piece?.value !== undefined; piece = await pieces?.read()) {
    views.push(...reader.add(piece.value));
  }
  reader.end();
  return views;
}

const checked = new WeakMap<SeriesView, KnownRows>();

/** Of hundreds of series most stay what they are: they are checked once. */
function knownRows(view: SeriesView): KnownRows {
  const rows = checked.get(view) ?? knownRowsOf(view);
  checked.set(view, rows);
  return rows;
}
