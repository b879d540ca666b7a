/** The flags of `nashboard check` that say by which rules, and in what form. */
import type { Flags } from "../usage.ts";

export const CHECK_FORM_FLAGS = {
  "fail-on": {
    type: "string",
    value: "VERDICT",
    help: "exit 3 from this verdict on: watch (default) or failing",
  },
  rules: {
    type: "string",
    value: "FILE.yaml",
    help: "set thresholds and severities of rules, or silence them",
  },
  backtest: { type: "boolean", help: "print when each rule would have fired on these runs" },
  sarif: { type: "boolean", help: "print SARIF 2.1.0, for code hosts" },
  junit: { type: "boolean", help: "print JUnit XML, for CI jobs" },
  json: { type: "boolean", help: "print JSON (schema 1)" },
} as const satisfies Flags;
