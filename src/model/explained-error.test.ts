import { expect, it } from "vitest";
import { ExplainedError } from "./explained-error.ts";

it("reads what, why, how to fix, and the place last", () => {
  const cause = new Error("EACCES");
  const error = new ExplainedError({
    code: "X",
    what: "It broke.",
    why: "It matters.",
    fix: "Mend it.",
    where: "/a",
    cause,
  });
  expect(error.message).toBe("It broke. It matters. Mend it. /a");
  expect([error.code, error.cause]).toEqual(["X", cause]);
});
