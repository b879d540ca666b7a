import { describe, expect, it } from "vitest";
import type { DiagnosisOfGame, FindingOfGame } from "../../api/index.ts";
import { verdictWords } from "./verdict-words.ts";

const QUIET: DiagnosisOfGame = {
  game: "generator against discriminator",
  verdict: "healthy",
  evaluatedThroughStep: 1200,
  findings: [],
  cannotTell: [],
  clear: [],
};

const finding = (headline: string, rest: Partial<FindingOfGame> = {}): FindingOfGame => ({
  rule: headline,
  mode: "F01",
  headline,
  severity: 5,
  state: "confirmed",
  firstStep: 100,
  confirmedStep: 200,
  lastStep: 300,
  lastSafeStep: null,
  why: "",
  evidence: [],
  remedies: [],
  source: { cite: "", claim: "" },
  explainedBy: null,
  ...rest,
});

describe("verdictWords", () => {
  it("says the worst finding that is open and stands for itself", () => {
    const findings = [
      finding("explained", { explainedBy: "cause" }),
      finding("over", { state: "resolved" }),
      finding("cause"),
    ];
    expect(verdictWords({ ...QUIET, verdict: "failing", findings })).toEqual({
      headline: "cause",
      since: "judged through step 1,200",
    });
  });

  it("calls a run without findings healthy only when the verdict does", () => {
    expect(verdictWords(QUIET).headline).toBe("No symptom of any failure");
    expect(verdictWords({ ...QUIET, verdict: "unknown" }).headline).toContain("too little is logged");
    expect(verdictWords({ ...QUIET, evaluatedThroughStep: null }).since).toBe("nothing judged yet");
  });

  it("remembers what is over", () => {
    expect(verdictWords({ ...QUIET, findings: [finding("over", { state: "resolved" })] }).headline).toBe(
      "Healthy again",
    );
  });
});
