/** Judges the games of one run as it grows: what was judged before is not judged again. */
import { setImmediate } from "node:timers/promises";
import {
  type Diagnosis,
  diagnosisOf,
  GameJudge,
  inSignalUnits,
  RULES,
  type Rule,
  type RuleOutcome,
  type SignalTag,
  type StepUnit,
  signalTagsOf,
} from "../diagnosis/index.ts";
import { type Game, parseDerivedTag, type Role, type RoleOfTag, type ScalarColumns } from "../model/index.ts";
import { opponentsOf } from "../roles/index.ts";
import type { StoreReader, TagRecord } from "../store/index.ts";
import { type CommonSteps, commonStepsOf, ownSteps, type Stretch, stepsOnClock } from "./common-steps.ts";
import { continues, type Judged, lastOf, type ReadColumns, rowsFrom, wholeOf } from "./judged-points.ts";
import { highOnReal, type MeantOutputs, meantOutputsOf } from "./meant-outputs.ts";
import { stepUnitOf } from "./step-unit.ts";
import { summedColumns } from "./summed-columns.ts";

/** Stores may answer without a pause, and a board has pages to serve: they wait for this many series, or one rule. */
const READS_A_TURN = 8;

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
  readonly roleOf: ReadonlyMap<string, RoleOfTag>;
  readonly common: CommonSteps;
  readonly stepUnit: StepUnit;
  /** What the run's points come from, in the store's order: another list may be another history. */
  readonly sources: string;
}

export class RunJudge {
  readonly #store: StoreReader;
  readonly #run: string;
  #basis: Basis | null = null;
  #games: readonly JudgedGame[] = [];
  /** Of tags that count their steps otherwise: what they call a stretch of common steps. */
  readonly #ownSteps = new Map<string, (stretch: Stretch) => Stretch>();
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
    const isSame = this.#basis !== null && isSameBasis(this.#basis, basis);
    this.#basis = basis;
    if (!isSame || !(await this.#takeAll(tags))) {
      this.#games = gamesOf(basis, new Map(tags.map(({ tag, kind }) => [tag, kind])));
      await this.#takeAll(tags);
    }
    const diagnoses: GameDiagnosis[] = [];
    for (const { name, judge, pictured } of this.#games) {
      const outcomes: RuleOutcome[] = [];
      for (const outcome of judge.outcomesInTurn()) {
        outcomes.push(outcome);
        await setImmediate();
      }
      diagnoses.push({ game: name, ...this.#inOwnSteps(diagnosisOf(outcomes, { pictured })) });
    }
    return diagnoses;
  }

  /** Evidence stands in its own chart, whose steps are those that were logged. */
  #inOwnSteps(diagnosis: Diagnosis): Diagnosis {
    const findings = diagnosis.findings.map((finding) => ({
      ...finding,
      evidence: finding.evidence.map((one) => ({ ...one, ...this.#ownSteps.get(one.tag)?.(one) })),
    }));
    return { ...diagnosis, findings };
  }

  async #basisNow(meaning: RunMeaning, tags: readonly TagRecord[]): Promise<Basis> {
    const record = await this.#store.run(this.#run);
    const files = [...(record?.files ?? []), ...(record?.derivations ?? [])];
    const sources = files.map(({ path, identity }) => `${path} ${identity}`).join("\n");
    const common = await commonStepsOf(this.#store, this.#run, { tags, roles: meaning.roles });
    const counted = tags.filter(({ tag }) => !common.otherwise.has(tag));
    const stepUnit = await stepUnitOf(this.#store, this.#run, counted);
    return {
      meaning,
      roleOf: new Map(meaning.roles.map((role) => [role.tag, role])),
      common,
      stepUnit,
      sources,
    };
  }

  /** False where a tag's past has changed, so that all must be judged anew. */
  async #takeAll(records: readonly TagRecord[]): Promise<boolean> {
    const counts = new Map(records.map(({ tag, pointCount }) => [tag, pointCount]));
    let readCount = 0;
    for (const game of this.#games) {
      for (const [place, { addends }] of game.tags.entries()) {
        const pointCount = addends.reduce((sum, tag) => sum + (counts.get(tag) ?? 0), 0);
        if (game.judged[place]?.read === pointCount) continue;
        if (!this.#takeNew(game, place, await this.#read(addends, game.outputs))) return false;
        if (++readCount % READS_A_TURN === 0) await setImmediate();
      }
    }
    return true;
  }

  async #read(addends: readonly string[], outputs: MeantOutputs): Promise<ReadColumns> {
    const all = await Promise.all(
      addends.map(async (tag) => {
        const columns = this.#onCommonSteps(tag, await this.#store.scalars(this.#run, tag));
        return { ...columns, values: this.#asMeant(tag, columns.values, outputs) };
      }),
    );
    const read = all.reduce((sum, { steps }) => sum + steps.length, 0);
    return { ...all.reduce(summedColumns), read };
  }

  #onCommonSteps(tag: string, columns: ScalarColumns): ScalarColumns {
    const { otherwise, clock = null } = this.#basis?.common ?? {};
    if (clock === null || otherwise?.has(tag) !== true) return columns;
    const steps = stepsOnClock(columns.wallTimes, clock);
    this.#ownSteps.set(tag, (stretch) => ownSteps(stretch, columns.steps, steps));
    return { ...columns, steps };
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
    const given = this.#basis?.roleOf.get(tag);
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
  return (
    isSameMeaning && a.stepUnit === b.stepUnit && a.common.key === b.common.key && a.sources === b.sources
  );
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
