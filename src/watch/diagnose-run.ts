/** Judges the games of a run from what the store holds of it. */
import {
  type Diagnosis,
  diagnosisOf,
  GameJudge,
  inSignalUnits,
  mainLineOf,
  RULES,
  type Rule,
  signalTagsOf,
} from "../diagnosis/index.ts";
import { type Game, parseDerivedTag, type RoleOfTag, stepsAsNumbers } from "../model/index.ts";
import { opponentsOf } from "../roles/index.ts";
import type { StoreReader } from "../store/index.ts";
import { stepUnitOf } from "./step-unit.ts";

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

/** One diagnosis a game; none for a run without a game. */
export async function diagnoseRun(
  store: StoreReader,
  run: string,
  { roles, games, rules = RULES }: RunMeaning,
): Promise<GameDiagnosis[]> {
  const diagnoses: GameDiagnosis[] = [];
  const stepUnit = await stepUnitOf(store, run);
  const inverted = new Set(roles.flatMap(({ tag, isInverted }) => (isInverted === true ? [tag] : [])));
  const derived = roles.map((role) => ({ ...role, derived: parseDerivedTag(role.tag) }));
  for (const { name, tags } of opponentsOf(derived.filter((role) => role.derived === null))) {
    const game = games.find((one) => one.name === name);
    if (game === undefined) continue;
    const ofGame = derived.filter((role) => role.derived !== null && (role.derived.game ?? name) === name);
    const judge = new GameJudge({ facts: { ...game, stepUnit }, rules });
    for (const { signal, tag, layer, as } of signalTagsOf([...tags, ...ofGame])) {
      const { steps, wallTimes, values } = await store.scalars(run, tag);
      const meant = inverted.has(tag) ? values.map((value) => -value) : values;
      const points = { steps: stepsAsNumbers(steps), wallTimes, values: inSignalUnits(meant, as) };
      judge.take(signal, { tag, layer }, mainLineOf(points));
    }
    diagnoses.push({ game: name, ...diagnosisOf(judge.outcomes()) });
  }
  return diagnoses;
}
