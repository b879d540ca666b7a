/** Loads series again and again, each time only what is new or has changed since the last. */
import { type KnownRows, knownRowsOf, PartsReader, type SeriesRequest, seriesUrl } from "../../api/index.ts";
import type { SeriesView } from "../../model/index.ts";
import type { ResourceRequest } from "./resource.ts";

export function growingSeries(question: SeriesRequest): ResourceRequest<readonly SeriesView[]>["load"] {
  let known = new Map<string, SeriesView>();
  let mark = "";
  const knownOf = (run: string, tag: string) => known.get(keyOf(run, tag)) ?? null;
  const asSince = (run: string, tag: string): KnownRows | null => {
    const view = knownOf(run, tag);
    return view === null ? null : knownRows(view);
  };
  return async (ask, signal, arrived) => {
    const { runs, tags } = question;
    const since = runs.flatMap((run) => tags.map((tag) => asSince(run, tag)));
    const asked = mark === "" ? question : { ...question, since, mark };
    const reader = new PartsReader(knownOf);
    const views: SeriesView[] = [];
    for await (const piece of piecesOf(await ask(seriesUrl(asked), signal))) {
      const whole = reader.add(piece);
      views.push(...whole);
      if (whole.length > 0) arrived([...views]);
    }
    reader.end();
    known = new Map(views.map((view) => [keyOf(view.run, view.tag), view]));
    mark = reader.mark;
    return views;
  };
}

function keyOf(run: string, tag: string): string {
  return JSON.stringify([run, tag]);
}

/** Each part is decoded while the next is on its way. */
async function* piecesOf({ body }: Response): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  for (let piece = await reader?.read(); piece?.value !== undefined; piece = await reader?.read()) {
    yield piece.value;
  }
}

const checked = new WeakMap<SeriesView, KnownRows>();

/** Of hundreds of series most stay what they are: they are checked once. */
function knownRows(view: SeriesView): KnownRows {
  const rows = checked.get(view) ?? knownRowsOf(view);
  checked.set(view, rows);
  return rows;
}
