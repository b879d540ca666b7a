/** The diagnosis of runs as SARIF 2.1.0, which code hosts show beside a change. */
import { evidenceInWords, findingInWords, type Rule } from "../../diagnosis/index.ts";
import { type CheckedRun, openFindings } from "./checked-run.ts";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
/** Confirmed findings from this severity on are errors. */
const ERROR_FROM = 4;

export function sarifReport(runs: readonly CheckedRun[], rules: readonly Rule[], version: string): object {
  return {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "nashboard",
            version,
            rules: rules.map(({ id, headline, why, mode, source }) => ({
              id,
              name: mode,
              shortDescription: { text: headline },
              fullDescription: { text: `${why} ${source.cite}: ${source.claim}.` },
            })),
          },
        },
        results: runs.flatMap((run) =>
          openFindings(run).map((finding) => ({
            ruleId: finding.rule,
            ruleIndex: rules.findIndex(({ id }) => id === finding.rule),
            level: finding.state === "confirmed" && finding.severity >= ERROR_FROM ? "error" : "warning",
            message: {
              text: [
                `${run.run}: ${findingInWords(finding)}.`,
                ...finding.evidence.map(evidenceInWords),
              ].join("\n"),
            },
            locations: [
              {
                physicalLocation: { artifactLocation: { uri: encodeURI(run.run) } },
                logicalLocations: finding.evidence.map(({ tag }) => ({ name: tag, kind: "member" })),
              },
            ],
            properties: { firstStep: finding.firstStep, lastStep: finding.lastStep },
          })),
        ),
      },
    ],
  };
}
