/** What a user wants otherwise of the rules: other thresholds and severities, or silence. */
import { ExplainedError } from "../model/index.ts";
import type { Rule, Severity } from "./rule.ts";
import type { Threshold } from "./threshold.ts";

export interface RuleSetting {
  readonly silence?: boolean | undefined;
  readonly severity?: Severity | undefined;
  readonly thresholds?: Readonly<Record<string, number>> | undefined;
}

/** By the ids of rules. */
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

/** The rules as they are wanted; throws where a setting names a rule or a threshold that there is not. */
export function rulesWith(rules: readonly Rule[], settings: RuleSettings): Rule[] {
  const known = rules.map(({ id }) => id);
  for (const id of Object.keys(settings)) {
    if (!known.includes(id)) throw unknownName({ kind: "rule", name: id, known, within: "" });
  }
  return rules.flatMap((rule) => {
    const { silence = false, severity = rule.severity, thresholds = {} } = settings[rule.id] ?? {};
    return silence ? [] : [{ ...rule, severity, thresholds: thresholdsWith(rule, thresholds) }];
  });
}

function thresholdsWith(
  { id, thresholds }: Rule,
  values: Readonly<Record<string, number>>,
): Record<string, Threshold> {
  const known = Object.keys(thresholds);
  for (const name of Object.keys(values)) {
    if (!known.includes(name)) throw unknownName({ kind: "threshold", name, known, within: ` of ${id}` });
  }
  return Object.fromEntries(
    Object.entries(thresholds).map(([name, threshold]) => [
      name,
      { ...threshold, value: values[name] ?? threshold.value },
    ]),
  );
}

interface UnknownName {
  readonly kind: string;
  readonly name: string;
  readonly known: readonly string[];
  readonly within: string;
}

function unknownName({ kind, name, known, within }: UnknownName): ExplainedError {
  return new ExplainedError({
    code: "RULES_UNKNOWN_NAME",
    what: `There is no ${kind} “${name}”${within}.`,
    why: "A setting that nothing reads would leave the rules as they are, without a word.",
    fix: `Use one of: ${known.join(", ")}.`,
  });
}
