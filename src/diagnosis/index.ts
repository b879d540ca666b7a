/** Series in, verdicts out: what is wrong with the game, since when, on what evidence, and what to try. */
export {
  type CannotTell,
  type Diagnosis,
  diagnosisOf,
  type Finding,
  type Verdict,
} from "./diagnosis.ts";
export type { Evidence } from "./evidence.ts";
export {
  type DiagnosisInWords,
  evidenceInWords,
  explainDiagnosis,
  findingInWords,
  type WantedMeasurement,
  whatWouldTell,
} from "./explain.ts";
export { GameJudge, type JudgeOptions, type RuleOutcome } from "./game-judge.ts";
export { inSignalUnits, type SignalTag, signalTagsOf, type TagOfGame } from "./game-signals.ts";
export type { Incident } from "./incidents.ts";
export { type KeptPoints, mainLineOf } from "./main-line.ts";
export type { FailureMode, GameFacts, Rule, Severity } from "./rule.ts";
export { type RuleSetting, type RuleSettings, rulesWith } from "./rule-settings.ts";
export { RULES } from "./rules/index.ts";
export type { Signal, SignalSource } from "./signal.ts";
export { SIGNALS, type SignalId } from "./signals.ts";
export type { SeriesOrigin } from "./windowed-series.ts";
export type { SeriesPoints, StepUnit } from "./windows.ts";
