/** Judges the games of one run as it grows: what was judged before is not judged again. */
import {
  type Diagnosis,
  diagnosisOf,
  GameJudge,
  inSignalUnits,
  mainLineOf,
  RULES,
  type Rule,
  type SeriesPoints,
  type SignalTag,
  type StepUnit,
  signalTagsOf,
} from "../diagnosis/index.ts";
import {
  type Game,
  parseDerivedTag,
  type Role,
  type RoleOfTag,
  type ScalarColumns,
  stepsAsNumbers,
} from "../model/index.ts";
import { opponentsOf } from "../roles/index.ts";
import type { StoreReader, TagRecord } from "../store/index.ts";
import { highOnReal, type MeantOutputs, meantOutputsOf } from "./meant-outputs.ts";
import { stepUnitOf } from "./step-unit.ts";
import { summedColumns } from "./summed-columns.ts";

/** What is known of a run's tags, see the roles room. */
export interface RunMeaning {
  readonly roles: readonly RoleOfTag[];
  readonly games: readonly Game[];
  /** Other rules than the shipped ones, such as those that a user has set otherwise. */
  readonly rules?: readonly Rule[];
}

export interface GameDiagnosis extends Diagnosis {
  readonly game: string;
}

/** How far a series has been judged: its last point tells whether what stands before it is still the same. */
interface Judged {
  /** Points of all that is read for the series. */
  readonly read: number;
  readonly count: number;
  readonly lastStep: bigint;
  readonly lastWallTime: number;
  /** In the signal's units, which all of a series' values together decide. */
  readonly lastValue: number;
}

/** A series as it is judged, and how many points were read for it. */
type ReadColumns = ScalarColumns & { readonly read: number };

interface JudgedGame {
  readonly name: string;
  readonly outputs: MeantOutputs;
  readonly judge: GameJudge;
  /** Roles of its images. */
  readonly pictured: ReadonlySet<Role>;
  readonly tags: readonly SignalTag[];
  /** By place in `tags`. */
  readonly judged: (Judged | undefined)[];
}

interface Basis {
  readonly meaning: RunMeaning;
  readonly stepUnit: StepUnit;
  /** What the run's points come from, in the store's order: another list may be another history. */
  readonly sources: string;
}

export class RunJudge {
  readonly #store: StoreReader;
  readonly #run: string;
  #basis: Basis | null = null;
  #games: readonly JudgedGame[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  constructor(store: StoreReader, run: string) {
    this.#store = store;
    this.#run = run;
  }

  /** One diagnosis a game, of all that the store holds by now; none for a run without a game. */
  judge(meaning: RunMeaning): Promise<GameDiagnosis[]> {
    const diagnoses = this.#turn.then(() => this.#judgeNow(meaning));
    this.#turn = diagnoses.catch(() => {
      // What was judged half cannot be gone on from.
      this.#basis = null;
    });
    return diagnoses;
  }

  async #judgeNow(meaning: RunMeaning): Promise<GameDiagnosis[]> {
    const tags = await this.#store.tags(this.#run);
    const basis = await this.#basisNow(meaning, tags);
    const goesOn = this.#basis !== null && isSameBasis(this.#basis, basis) && (await this.#takeAll(tags));
    if (!goesOn) {
      this.#games = gamesOf(basis, new Map(tags.map(({ tag, kind }) => [tag, kind])));
      this.#basis = basis;
      await this.#takeAll(tags);
    }
    return this.#games.map(({ name, judge, pictured }) => ({
      game: name,
      ...diagnosisOf(judge.outcomes(), { pictured }),
    }));
  }

  async #basisNow(meaning: RunMeaning, tags: readonly TagRecord[]): Promise<Basis> {
    const record = await this.#store.run(this.#run);
    const files = [...(record?.files ?? []), ...(record?.derivations ?? [])];
    const sources = files.map(({ path, identity }) => `${path} ${identity}`).join("\n");
    return { meaning, stepUnit: await stepUnitOf(this.#store, this.#run, tags), sources };
  }

  /** False where a tag's past has changed, so that all must be judged anew. */
  async #takeAll(records: readonly TagRecord[]): Promise<boolean> {
    const counts = new Map(records.map(({ tag, pointCount }) => [tag, pointCount]));
    for (const game of this.#games) {
      for (const [place, { addends }] of game.tags.entries()) {
        const pointCount = addends.reduce((sum, tag) => sum + (counts.get(tag) ?? 0), 0);
        if (game.judged[place]?.read === pointCount) continue;
        if (!this.#takeNew(game, place, await this.#read(addends, game.outputs))) return false;
      }
    }
    return true;
  }

  async #read(addends: readonly string[], outputs: MeantOutputs): Promise<ReadColumns> {
    const all = await Promise.all(
      addends.map(async (tag) => {
        const columns = await this.#store.scalars(this.#run, tag);
        return { ...columns, values: this.#asMeant(tag, columns.values, outputs) };
      }),
    );
    const read = all.reduce((sum, { steps }) => sum + steps.length, 0);
    return { ...all.reduce(summedColumns), read };
  }

  #takeNew({ judge, judged, tags }: JudgedGame, place: number, columns: ReadColumns): boolean {
    const [wanted, before] = [tags[place], judged[place]];
    if (wanted === undefined || columns.steps.length === 0) return before === undefined;
    const { signal, tag, layer, as } = wanted;
    const points = { ...columns, values: inSignalUnits(columns.values, as) };
    if (before !== undefined && !continues(points, before)) return false;
    judge.take(
      signal,
      { tag, layer },
      before === undefined ? wholeOf(points) : rowsFrom(points, before.count),
    );
    judged[place] = lastOf(points);
    return true;
  }

  /** What the user says of a tag's sign goes before what its values say. */
  #asMeant(tag: string, values: Float64Array, outputs: MeantOutputs): Float64Array {
    const given = this.#basis?.meaning.roles.find((role) => role.tag === tag);
    if (given?.isInverted === true) return values.map((value) => -value);
    return given === undefined ? values : highOnReal(values, given.role, outputs);
  }
}

export function diagnoseRun(store: StoreReader, run: string, meaning: RunMeaning): Promise<GameDiagnosis[]> {
  return new RunJudge(store, run).judge(meaning);
}

function isSameBasis(a: Basis, b: Basis): boolean {
  const isSameMeaning =
    a.meaning.roles === b.meaning.roles &&
    a.meaning.games === b.meaning.games &&
    a.meaning.rules === b.meaning.rules;
  return isSameMeaning && a.stepUnit === b.stepUnit && a.sources === b.sources;
}

/** Whether what was judged still stands, and what follows goes on from it step by step. */
function continues({ steps, wallTimes, values }: ScalarColumns, before: Judged): boolean {
  const { count, lastStep, lastWallTime, lastValue } = before;
  if (steps[count - 1] !== lastStep || wallTimes[count - 1] !== lastWallTime) return false;
  if (!Object.is(values[count - 1], lastValue)) return false;
  // A log without steps is read by the order of its points, which only the whole of it shows.
  if (steps[0] === lastStep) return false;
  for (let row = count; row < steps.length; row++) {
    if ((steps[row] ?? 0n) < (steps[row - 1] ?? 0n)) return false;
  }
  return true;
}

function wholeOf({ steps, wallTimes, values }: ScalarColumns): SeriesPoints {
  return mainLineOf({ steps: stepsAsNumbers(steps), wallTimes, values });
}

/** Of steps that never go back, which are their own main line. */
function rowsFrom({ steps, wallTimes, values }: ScalarColumns, row: number): SeriesPoints {
  return {
    steps: stepsAsNumbers(steps.subarray(row)),
    wallTimes: wallTimes.subarray(row),
    values: values.subarray(row),
  };
}

function lastOf({ steps, wallTimes, values, read }: ReadColumns): Judged {
  return {
    read,
    count: steps.length,
    lastStep: steps.at(-1) ?? 0n,
    lastWallTime: wallTimes.at(-1) ?? Number.NaN,
    lastValue: values.at(-1) ?? Number.NaN,
  };
}

function gamesOf(
  { meaning: { roles, games, rules = RULES }, stepUnit }: Basis,
  kinds: ReadonlyMap<string, TagRecord["kind"]>,
): JudgedGame[] {
  const derived = roles.map((role) => ({ ...role, derived: parseDerivedTag(role.tag) }));
  return opponentsOf(derived.filter((role) => role.derived === null)).flatMap(({ name, tags }) => {
    const game = games.find((one) => one.name === name);
    if (game === undefined) return [];
    const ofGame = derived.filter((role) => role.derived !== null && (role.derived.game ?? name) === name);
    const judge = new GameJudge({ facts: { ...game, stepUnit }, rules });
    // Signals are read from scalars; what else has a role is read through what is derived from it.
    const scalars = [...tags, ...ofGame].filter(({ tag }) => kinds.get(tag) === "scalar");
    const pictures = tags.filter(({ tag }) => kinds.get(tag) === "image");
    const pictured = new Set(pictures.map(({ role }) => role));
    return [
      { name, pictured, outputs: meantOutputsOf(game), judge, tags: signalTagsOf(scalars), judged: [] },
    ];
  });
}
