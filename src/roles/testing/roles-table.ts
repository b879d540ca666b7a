/** Writes the tables of the page about logging: how often roles are right, per set of code bases and per role. */
import { judgeBatch, judgeFresh, judgeSurvey, judgeUnseen, type SurveyVerdict } from "./survey.ts";

interface JudgedSet {
  readonly name: string;
  readonly verdicts: readonly SurveyVerdict[];
  /** Right and wrong, in per cent, when its errors had not been looked at; none where the grammar was made on it. */
  readonly atFirst: readonly [right: number, wrong: number] | undefined;
}

function judgedSets(): JudgedSet[] {
  return [
    { name: "made on: survey", verdicts: judgeSurvey(), atFirst: undefined },
    { name: "made on: second collection", verdicts: judgeUnseen("development"), atFirst: undefined },
    { name: "made on: third collection", verdicts: judgeFresh("development"), atFirst: undefined },
    { name: "held out: second collection", verdicts: judgeUnseen("heldOut"), atFirst: [86.7, 3.8] },
    { name: "held out: third collection", verdicts: judgeFresh("heldOut"), atFirst: [83.5, 5.5] },
    { name: "labelled after it stood still", verdicts: judgeFresh("afterFreezing"), atFirst: [89.5, 5.3] },
    { name: "again, after mending those", verdicts: judgeFresh("last"), atFirst: [90.5, 3.4] },
    { name: "fourth collection", verdicts: judgeBatch("a"), atFirst: [77.8, 7.4] },
    { name: "fifth collection", verdicts: judgeBatch("b"), atFirst: [85.4, 3.3] },
    { name: "sixth collection", verdicts: judgeBatch("c"), atFirst: [86.6, 3.6] },
    { name: "seventh collection", verdicts: judgeBatch("d"), atFirst: [84.6, 5] },
  ];
}

const PER_CENT = 100;

function share(verdicts: readonly SurveyVerdict[], ...kinds: readonly SurveyVerdict["verdict"][]): string {
  const count = verdicts.filter(({ verdict }) => kinds.includes(verdict)).length;
  return ((PER_CENT * count) / verdicts.length).toFixed(1);
}

function setRow({ name, verdicts, atFirst }: JudgedSet): string {
  const core = verdicts.filter(({ isCore }) => isCore);
  const sources = new Set(verdicts.map(({ source }) => source)).size;
  const first = atFirst === undefined ? ["", ""] : atFirst.map((value) => value.toFixed(1));
  const now = [share(core, "right"), share(core, "silent"), share(core, "wrong", "wrong-core")];
  return `| ${[name, sources, core.length, ...now, ...first].join(" | ")} |`;
}

function rolesRows(verdicts: readonly SurveyVerdict[]): string[] {
  const roles = [...new Set(verdicts.map(({ surveyed }) => surveyed))].toSorted();
  return roles.map((role) => {
    const ofRole = verdicts.filter(({ surveyed }) => surveyed === role);
    const count = (verdict: SurveyVerdict["verdict"]) =>
      ofRole.filter((one) => one.verdict === verdict).length;
    return `| ${[`\`${role}\``, count("right"), count("silent"), takenFor(ofRole)].join(" | ")} |`;
  });
}

function takenFor(verdicts: readonly SurveyVerdict[]): string {
  const counts = new Map<string, number>();
  for (const { verdict, given } of verdicts) {
    if (verdict === "right" || verdict === "silent") continue;
    counts.set(given, (counts.get(given) ?? 0) + 1);
  }
  return [...counts].map(([given, count]) => `${count} \`${given}\``).join(", ");
}

export function rolesTables(): string {
  const sets = judgedSets();
  const heldOut = sets.filter(({ atFirst }) => atFirst !== undefined).flatMap(({ verdicts }) => verdicts);
  return [
    "| per cent of core roles | code bases | core roles | right | don't know | wrong | right at first | wrong at first |",
    "|---|--:|--:|--:|--:|--:|--:|--:|",
    ...sets.map(setRow),
    "",
    "| held out and later, by role | right | don't know | wrong: taken for |",
    "|---|--:|--:|---|",
    ...rolesRows(heldOut.filter(({ isCore }) => isCore)),
    "",
  ].join("\n");
}
