import { describe, expect, it } from "vitest";
import { judgeSurvey, type SurveyVerdict } from "./testing/survey.ts";

function share(verdicts: readonly SurveyVerdict[], ...kinds: readonly SurveyVerdict["verdict"][]): number {
  return verdicts.filter(({ verdict }) => kinds.includes(verdict)).length / verdicts.length;
}

describe("the grammar, on what 118 public code bases log", () => {
  const all = judgeSurvey();
  const core = all.filter(({ isCore }) => isCore);

  it("is right about most tags and wrong about few", () => {
    expect(all).toHaveLength(862);
    expect(share(all, "right")).toBeGreaterThan(0.89);
    expect(share(all, "wrong-core")).toBeLessThan(0.01);
  });

  it("rather says nothing than something wrong about a core role", () => {
    expect(core).toHaveLength(490);
    expect(share(core, "right")).toBeGreaterThan(0.925);
    expect(share(core, "wrong", "wrong-core")).toBeLessThan(0.021);
  });
});
