/** The JSON that the server answers with; one type a route. */
import type {
  DataLoss,
  Game,
  LossFamily,
  Role,
  RoleCorrection,
  RoleOfTag,
  ValueKind,
} from "../model/index.ts";

/** Step fields are numbers while exact (|step| ≤ 2^53), otherwise decimal strings. */
export type StepJson = number | string;

/** `GET /api/runs` */
export interface RunsResponse {
  readonly logDirectories: readonly string[];
  readonly windowTitle: string;
  /** `seq` of the newest change contained; continue with SSE from here. */
  readonly seq: number;
  readonly runs: readonly RunSummary[];
  /** True while the first reading of the directory is still going on. */
  readonly isLoading: boolean;
}

export interface RunSummary {
  readonly run: string;
  readonly lastStep: StepJson | null;
  readonly firstWallTime: number | null;
  readonly lastWallTime: number | null;
  readonly tagCount: number;
  readonly pointCount: number;
  readonly dataLossCount: number;
  /** Latest value of each loss and accuracy that was recognised, in display order. */
  readonly latest: readonly LatestValue[];
  /** The newest generated sample; null when the run logs none. */
  readonly thumbnail: ImageKey | null;
}

export interface LatestValue {
  readonly role: RoleOfTag["role"];
  readonly tag: string;
  /** NaN and infinities as the strings "NaN", "Infinity", "-Infinity". */
  readonly value: number | string;
}

/** Names one image for ever: row `entry` of the tag's values, image `index` inside that value. */
export interface ImageKey {
  readonly run: string;
  readonly tag: string;
  readonly entry: number;
  readonly index: number;
}

/** `GET /api/shared-tags?run=…`: the scalar tags of the named runs, those that most of them have first. */
export interface SharedTagsResponse {
  readonly tags: readonly SharedTag[];
}

export interface SharedTag {
  readonly tag: string;
  readonly runCount: number;
  /** The most points that one of the runs has. */
  readonly points: number;
}

/** `GET /api/run?run=` */
export interface RunResponse {
  readonly seq: number;
  readonly run: string;
  readonly summary: RunSummary;
  readonly files: readonly FileSummary[];
  readonly tags: readonly TagSummary[];
  readonly games: readonly Game[];
  /** Hyper-parameters as logged, in order. */
  readonly hyperparameters: readonly { readonly name: string; readonly value: string }[];
}

export interface FileSummary {
  readonly path: string;
  readonly bytes: number;
  readonly records: number;
  readonly dataLoss: readonly DataLoss[];
}

export interface TagSummary {
  readonly tag: string;
  readonly kind: ValueKind;
  readonly plugin: string;
  readonly displayName: string;
  readonly description: string;
  readonly points: number;
  readonly firstStep: StepJson;
  readonly lastStep: StepJson;
  readonly nonFinite: number;
  readonly role: RoleOfTag["role"];
  readonly layer: string;
  readonly roleConfidence: number;
  readonly roleReason: string;
  /** The user's entry that decided the role. */
  readonly correction?: RoleCorrection;
  /** Logged with the opposite sign of what the role means, as the user says. */
  readonly isInverted?: true;
}

/** `GET /api/derivations?run=`: one entry for each group of derived series that the run can have. */
export interface DerivationsResponse {
  readonly derivations: readonly DerivationState[];
}

export interface DerivationState {
  /** As `derivedSource` names it. */
  readonly source: string;
  /** Steps of which everything has been derived, and of which it has not yet. */
  readonly done: number;
  readonly behind: number;
}

/**
 * `GET /api/histograms?run=&tag=[&from=&to=][&columns=][&bins=]`, binary (see `columns.ts`):
 * the histograms of a tag through time on one shared set of edges.
 */
export interface HistogramsHeader {
  readonly run: string;
  readonly tag: string;
  /** Histograms logged in the range; `columns` of them are sent, evenly picked by step, ends included. */
  readonly total: number;
  /** Of those picked, how many are left out because they cannot be read. */
  readonly unreadable: number;
  /** Smallest and largest edge that holds mass in the whole range. */
  readonly low: number;
  readonly high: number;
  readonly binCount: number;
}

/** Columns beside a `HistogramsHeader`. */
export interface HistogramsColumns {
  readonly steps: Float64Array;
  readonly wallTimes: Float64Array;
  /** [binCount + 1], increasing. */
  readonly edges: Float64Array;
  /** [steps × binCount], row-major: counts on the shared edges. */
  readonly counts: Float64Array;
}

/** `GET /api/entries?run=&tag=`: when a non-scalar tag has values. Binary columns of `steps`, `wallTimes`, `itemCounts`. */
export interface EntriesHeader {
  readonly run: string;
  readonly tag: string;
}

export interface EntriesColumns {
  readonly steps: Float64Array;
  readonly wallTimes: Float64Array;
  readonly itemCounts: Uint32Array;
}

/**
 * `GET /api/images?run=&tag=&entries=&first=&count=`: header of a `packBlobs` answer whose parts are encoded
 * images, entry by entry in the order asked. An image that cannot be read is an empty part.
 */
export interface ImagesHeader {
  readonly run: string;
  readonly tag: string;
  readonly firstIndex: number;
  /** Parts that belong to each asked entry: fewer than `count` where it holds fewer. */
  readonly counts: readonly number[];
  /** Of the asked entries, those that cannot be read; none of their parts is sent. */
  readonly unreadable: readonly number[];
}

/** `GET /api/text?run=&tag=&entry=`: Markdown as logged; never to be inserted as HTML. */
export interface TextResponse {
  readonly step: StepJson;
  readonly wallTime: number;
  readonly texts: readonly string[];
}

/** One SSE message of `GET /api/events`: pull what it names again. A gap in `seq` means: pull everything again. */
export interface ChangeEvent {
  /** Names one life of the server: sequences of different lives have nothing to do with each other. */
  readonly epoch: string;
  /** As in `RunsResponse`; the end of the first reading is told by a message of its own. */
  readonly isLoading: boolean;
  /** How often corrections of roles were replaced in this life of the server: pull everything again at a new count. */
  readonly correctionsCount: number;
  readonly seq: number;
  readonly previousSeq: number;
  /** Changes gathered since `previousSeq`, by run. */
  readonly runs: readonly { readonly run: string; readonly tags: readonly string[] }[];
}

/** Any failure, with the status that fits. */
export interface ErrorResponse {
  readonly code: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly where?: string;
}

/** What the user has corrected, by run pattern; `*` in a pattern stands for any characters. The body of a `PUT`. */
export interface CorrectionsJson {
  readonly roles: Readonly<Record<string, Readonly<Record<string, Role>>>>;
  readonly lossFamily: Readonly<Record<string, LossFamily>>;
  /** True: logged with the opposite sign of what the role means. */
  readonly inverted?: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
}

/** `GET` and `PUT /api/corrections` */
export interface CorrectionsResponse extends CorrectionsJson {
  /** Files that corrections were read from. */
  readonly files: readonly string[];
  /** The file that the next `PUT` writes. */
  readonly writesTo: string;
  /** Files whose corrections do not hold, and why. */
  readonly problems: readonly ErrorResponse[];
  /** The file, after a `PUT`. */
  readonly writtenTo?: string;
}

/** What the board has of a file that is sent to it; with status 409 where the offset sent was another. */
export interface IntakeResponse {
  readonly size: number;
}
