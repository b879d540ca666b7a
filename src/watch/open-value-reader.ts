/** Finds the bytes of a value by its row in the store, reads them from the event file and decodes them. */
import { ExplainedError } from "../model/index.ts";
import type {
  BlobIndex,
  EncodedAudio,
  Hyperparameter,
  NumericTensor,
  StoreReader,
  ValueReader,
} from "../store/index.ts";
import {
  decodeAudio,
  decodeHistogram,
  decodeHyperparameters,
  decodeImages,
  decodeTensor,
  decodeText,
} from "../tfevents/index.ts";
import { FileBytes, type KnownFile } from "./file-bytes.ts";

/** As many as the system's threads for file reading serve at once; more would only hold memory. */
const READS_AT_ONCE = 4;
/** TensorBoard's tag for a run's hyperparameters. */
const SESSION_START_TAG = "_hparams_/session_start_info";

interface Rows {
  readonly run: string;
  readonly tag: string;
  readonly rows: readonly number[];
}

export function openValueReader(store: StoreReader): ValueReader {
  const files = new FileBytes();
  const readRows = <T>(asked: Rows, decode: (value: Uint8Array) => T) =>
    readAndDecode(asked, { store, files, decode });
  const readRow = async <T>(run: string, tag: string, row: number, decode: (value: Uint8Array) => T) => {
    const [value] = await readRows({ run, tag, rows: [row] }, decode);
    if (value === undefined) throw noSuchValue({ run, tag, rows: [row] }, row, 0);
    return value;
  };
  return {
    histogram: (run, tag, row) => readRow(run, tag, row, decodeHistogram),
    histograms: (run, tag, rows) => readRows({ run, tag, rows }, decodeHistogram),
    images: (run, tag, row) => readRow(run, tag, row, decodeImages),
    imagesOfRows: (run, tag, rows) => readRows({ run, tag, rows }, decodeImages),
    audio: (run, tag, row) => readRow(run, tag, row, encodedAudio),
    texts: (run, tag, row) => readRow(run, tag, row, decodeText),
    tensor: (run, tag, row) => readRow(run, tag, row, numericTensor),
    encodedValues: (run, tag, rows) => readRows({ run, tag, rows }, (value) => value),
    hyperparameters: async (run) => {
      const { steps } = await store.blobs(run, SESSION_START_TAG);
      if (steps.length === 0) return [];
      return readRow(run, SESSION_START_TAG, steps.length - 1, hyperparameters);
    },
    close: () => files.close(),
  };
}

interface Tools<T> {
  readonly store: StoreReader;
  readonly files: FileBytes;
  readonly decode: (value: Uint8Array) => T;
}

interface Place {
  /** Where in the answer the value belongs. */
  readonly position: number;
  readonly file: KnownFile;
  readonly offset: number;
  readonly length: number;
}

/** Reads file by file and forwards in each, a few at a time; answers in the order asked for. */
async function readAndDecode<T>(asked: Rows, { store, files, decode }: Tools<T>): Promise<T[]> {
  const index = await store.blobs(asked.run, asked.tag);
  const identities = await identitiesOf(store, asked.run);
  const places = asked.rows.map((row, position) => ({ position, ...placeOf(index, asked, row) }));
  const waiting = places
    .map(
      (place): Place => ({
        ...place,
        file: { path: place.path, identity: identities.get(place.path) ?? "" },
      }),
    )
    .sort(byFileAndOffset);
  const values = new Map<number, T>();
  const readInTurn = async () => {
    for (let place = waiting.shift(); place !== undefined; place = waiting.shift()) {
      values.set(place.position, decode(await files.read(place.file, place)));
    }
  };
  await Promise.all(Array.from({ length: READS_AT_ONCE }, readInTurn));
  return [...values].sort(([one], [other]) => one - other).map(([, value]) => value);
}

async function identitiesOf(store: StoreReader, run: string): Promise<ReadonlyMap<string, string>> {
  const record = await store.run(run);
  return new Map(record?.files.map(({ path, identity }) => [path, identity]));
}

function placeOf(index: BlobIndex, asked: Rows, row: number) {
  const path = index.paths[index.fileIndexes[row] ?? -1];
  const offset = index.offsets[row];
  const length = index.lengths[row];
  if (path === undefined || offset === undefined || length === undefined) {
    throw noSuchValue(asked, row, index.steps.length);
  }
  return { path, offset, length };
}

function byFileAndOffset(one: Place, other: Place): number {
  if (one.file.path !== other.file.path) return one.file.path < other.file.path ? -1 : 1;
  return one.offset - other.offset;
}

function noSuchValue({ run, tag }: Rows, row: number, rowCount: number): ExplainedError {
  return new ExplainedError({
    code: "NO_SUCH_VALUE",
    what: `There is no value ${row}: this tag has ${rowCount}.`,
    why: "Values are counted from 0 in the order in which they were logged.",
    fix: rowCount === 0 ? "Check the names of run and tag." : `Ask for one from 0 to ${rowCount - 1}.`,
    where: `${run} · ${tag}`,
  });
}

function encodedAudio(value: Uint8Array): EncodedAudio {
  const { clips, contentType, sampleRate } = decodeAudio(value);
  return { clips: clips.map(({ encoded }) => encoded), contentType, sampleRateHertz: sampleRate };
}

function numericTensor(value: Uint8Array): NumericTensor {
  const tensor = decodeTensor(value);
  if (tensor.kind === "numbers") return { shape: tensor.shape, values: tensor.values };
  throw new ExplainedError({
    code: "NOT_NUMERIC",
    what: `The tensor holds ${tensor.values.length} strings, not numbers.`,
    why: "Only numbers can be measured.",
    fix: "Read it as text.",
  });
}

function hyperparameters(value: Uint8Array): Hyperparameter[] {
  return decodeHyperparameters(value).map(({ name, value: given }) => ({ name, value: String(given) }));
}
