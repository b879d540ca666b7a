/** The one error type that reaches users: what happened, why it matters, how to fix it. */

export interface Explanation {
  /** Stable, upper case, for scripts and tests. */
  readonly code: string;
  /** What happened, with the numbers. */
  readonly what: string;
  /** Why it matters. */
  readonly why: string;
  /** How to fix it: imperative, possible. */
  readonly fix: string;
  /** Path or URL concerned; printed last. */
  readonly where?: string;
  readonly cause?: unknown;
}

export class ExplainedError extends Error {
  readonly code: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly where: string | undefined;

  constructor(explanation: Explanation) {
    const { code, what, why, fix, where, cause } = explanation;
    super([what, why, fix, ...(where === undefined ? [] : [where])].join(" "), { cause });
    this.name = "ExplainedError";
    this.code = code;
    this.what = what;
    this.why = why;
    this.fix = fix;
    this.where = where;
  }
}
