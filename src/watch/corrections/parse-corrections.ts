/** Parses what a user wrote into `nashboard.json`, or the page sent to be written there. */
import { z } from "zod";
import { ExplainedError, LOSS_FAMILIES, ROLES } from "../../model/index.ts";
import type { Corrections } from "../../roles/index.ts";

const role = z.enum(ROLES, { error: ({ input }) => `${JSON.stringify(input)} is no role` });
const lossFamily = z.enum(LOSS_FAMILIES, {
  error: ({ input }) => `${JSON.stringify(input)} is none of ${LOSS_FAMILIES.join(", ")}`,
});
const correctionsSchema = z.strictObject({
  roles: z.record(z.string(), z.record(z.string(), role)).default({}),
  lossFamily: z.record(z.string(), lossFamily).default({}),
  inverted: z.record(z.string(), z.record(z.string(), z.boolean())).optional(),
});

/** Problems named in an error; a file of one mistake repeated does not fill the screen. */
const MOST_PROBLEMS_NAMED = 3;

/** From the text of the file. */
export function parseCorrectionsText(text: string, where: string): Corrections {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw malformed(cause instanceof Error ? cause.message : String(cause), where);
  }
  return parseCorrections(parsed, where);
}

export function parseCorrections(given: unknown, where: string): Corrections {
  const { success, data, error } = correctionsSchema.safeParse(given);
  if (success) {
    const { inverted, ...rest } = data;
    return inverted === undefined ? rest : { ...rest, inverted };
  }
  const problems = error.issues.slice(0, MOST_PROBLEMS_NAMED);
  throw malformed(
    problems
      .map(({ path, message }) => `${path.map(String).join(" › ") || "the whole"}: ${message}`)
      .join("; "),
    where,
  );
}

function malformed(problem: string, where: string): ExplainedError {
  return new ExplainedError({
    code: "CORRECTIONS_MALFORMED",
    what: `Corrections of roles cannot be read: ${problem}.`,
    why: "None of them holds until all are understood; roles are those that Nashboard recognises by itself.",
    fix: 'Write {"roles": {"run pattern": {"tag pattern": "d.loss"}}, "lossFamily": {"run pattern": "hinge"}, "inverted": {"run pattern": {"tag pattern": true}}}, or remove the file and correct on the page; docs/what-to-log.md lists the roles.',
    where,
  });
}
