/** Writes the figures of each chosen run as files: what papers show, from the log alone. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Store } from "../../store/index.ts";
import {
  type CorrectionsReader,
  createDescriber,
  deriveOnce,
  type EncoderFile,
  openValueReader,
} from "../../watch/index.ts";
import { assertRunning } from "../export-writing.ts";
import { openPartialFile } from "../partial-file.ts";
import type { SelectedRun } from "../selection.ts";
import { usageError } from "../usage.ts";
import { DERIVED_FIGURES, derivedFigures, gradientFigures, lossFigures } from "./curve-figures.ts";
import type { Figure, FigureSource } from "./figure.ts";
import { outputFigures } from "./output-figures.ts";
import { projectionFigures } from "./projection-figures.ts";
import { sampleFigures } from "./sample-figures.ts";

export interface FiguresRequest {
  readonly store: Store;
  readonly runs: readonly SelectedRun[];
  readonly directory: string;
  readonly format: "svg" | "png";
  /** Beginnings of names, such as "samples"; empty: all figures. */
  readonly names: readonly string[];
  readonly atSteps: readonly bigint[] | null;
  readonly pixelRatio: number;
  readonly mayReplace: boolean;
  /** Of the rasteriser and its font; not given: where the build lays them. */
  readonly drawingFolder?: URL;
  readonly signal: AbortSignal;
  /** Encodes samples besides the classifier of digits. */
  readonly encoder?: EncoderFile | undefined;
  readonly corrections: CorrectionsReader;
  readonly notice: (line: string) => void;
  /** Told of each file when it is written. */
  readonly wrote: (path: string) => void;
}

interface Writing extends FiguresRequest {
  readonly encode: Encode;
}

interface Maker {
  /** Beginnings of the names of what it makes. */
  readonly makes: readonly string[];
  readonly needsDerived?: true;
  make(source: FigureSource): Promise<Figure[]>;
}

const MAKERS: readonly Maker[] = [
  { makes: ["losses"], make: lossFigures },
  { makes: ["gradients"], make: gradientFigures },
  {
    makes: ["accuracies", ...DERIVED_FIGURES.map(({ name }) => name)],
    needsDerived: true,
    make: derivedFigures,
  },
  { makes: ["outputs"], make: outputFigures },
  { makes: ["samples"], make: sampleFigures },
  { makes: ["projection"], make: projectionFigures },
];

export async function exportFigures(request: FiguresRequest): Promise<void> {
  const { store, runs, signal, notice, encoder, corrections } = request;
  const makers = MAKERS.filter(({ makes }) => makes.some((name) => mayBeWanted(name, request.names)));
  if (makers.some(({ needsDerived }) => needsDerived === true)) {
    await deriveOnce({
      store,
      signal,
      notice,
      encoder,
      corrections,
      runs: runs.map(({ record }) => record.run),
    });
  }
  const values = openValueReader(store);
  const describe = createDescriber(store, values, { corrections });
  const made = new Set<string>();
  const writing = { ...request, encode: encoderOf(request) };
  try {
    for (const { record } of runs) {
      const { run } = record;
      const [description, tags] = [await describe(run), await store.tags(run)];
      const source = { store, values, run, description, tags, atSteps: request.atSteps, signal };
      for (const figure of await figuresOf(source, makers)) {
        made.add(figure.name);
        if (isWanted(figure, request.names)) await writeFigure(figure, folderOf(run, request), writing);
      }
    }
  } finally {
    await values.close();
  }
  assertEachMade(request.names, made);
}

async function figuresOf(source: FigureSource, makers: readonly Maker[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { make } of makers) {
    assertRunning(source.signal);
    figures.push(...(await make(source)));
  }
  return figures;
}

/** Whether a figure whose name begins so could be among those asked for. */
function mayBeWanted(beginning: string, names: readonly string[]): boolean {
  return (
    names.length === 0 || names.some((wanted) => wanted.startsWith(beginning) || beginning.startsWith(wanted))
  );
}

function isWanted({ name }: Figure, names: readonly string[]): boolean {
  return names.length === 0 || names.some((wanted) => name.startsWith(wanted));
}

/** One run's figures lie in the directory itself, those of several in a folder a run. */
function folderOf(run: string, { directory, runs }: FiguresRequest): string {
  if (runs.length === 1) return directory;
  const safe = run.split("/").map((part) => part.replace(/[^\p{L}\p{N}._=+-]/gu, "_").replace(/^\.+$/, "_"));
  return join(directory, ...safe);
}

async function writeFigure({ name, svg }: Figure, folder: string, request: Writing): Promise<void> {
  const { format, mayReplace, signal, wrote, encode } = request;
  assertRunning(signal);
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.${format}`);
  const file = await openPartialFile(path, mayReplace);
  try {
    await file.write(await encode(svg));
    await file.finish();
  } catch (error) {
    await file.discard();
    throw error;
  }
  wrote(path);
}

type Encode = (svg: string) => Promise<Uint8Array | string>;

/** The rasteriser is loaded with the first PNG. */
function encoderOf({ format, pixelRatio, drawingFolder }: FiguresRequest): Encode {
  if (format === "svg") return async (svg) => svg;
  let opened: Promise<(svg: string) => Uint8Array> | null = null;
  return async (svg) => {
    opened ??= import("./rasterise.ts").then(({ openRasteriser }) =>
      openRasteriser(pixelRatio, drawingFolder),
    );
    return (await opened)(svg);
  };
}

function assertEachMade(names: readonly string[], made: ReadonlySet<string>): void {
  const missing = names.filter((wanted) => ![...made].some((name) => name.startsWith(wanted)));
  if (missing.length === 0) return;
  throw usageError(
    `These runs have no figure called ${missing.join(" or ")}.`,
    `Figures are called ${MAKERS.flatMap(({ makes }) => makes).join(", ")}; a run has those that it logs the data of.`,
  );
}
