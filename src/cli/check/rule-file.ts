/** Reads `--rules rules.yaml`: a rule a key, with `silence`, `severity` and `thresholds`. */
import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";
import type { RuleSettings } from "../../diagnosis/index.ts";
import { ExplainedError } from "../../model/index.ts";

const SETTINGS = z.record(
  z.string(),
  z.strictObject({
    silence: z.boolean().optional(),
    severity: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]).optional(),
    thresholds: z.record(z.string(), z.number()).optional(),
  }),
);

export async function readRuleFile(path: string): Promise<RuleSettings> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    throw new ExplainedError({
      code: "RULES_UNREADABLE",
      what: "The file with the settings of rules cannot be read.",
      why: "Without it the rules would not be as you want them.",
      fix: "Check the path that --rules names.",
      where: path,
      cause,
    });
  }
  return parseRuleFile(text, path);
}

export function parseRuleFile(text: string, path: string): RuleSettings {
  const parsed = SETTINGS.safeParse(yamlIn(text, path) ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ExplainedError({
    code: "RULES_INVALID",
    what: `${issue?.path.join(".") ?? "The file"}: ${issue?.message ?? "not what is expected"}.`,
    why: "A setting that is not understood would leave the rule as it is, without a word.",
    fix: "Under a rule's name write silence: true, severity: 1 to 5, or thresholds: with a number each.",
    where: path,
  });
}

/** One YAML document; `null` for an empty one. */
function yamlIn(text: string, path: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ExplainedError({
      code: "RULES_SYNTAX",
      what: message.split("\n")[0] ?? message,
      why: "The file is not one YAML document, so no setting in it can be trusted.",
      fix: "Write one key: value a line, and indent what belongs to a key by spaces.",
      where: path,
      cause,
    });
  }
}
