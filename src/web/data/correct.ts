/** Sends what the user corrects, one after the other, and has everything that may follow from it read again. */
import { type CorrectionsJson, type CorrectionsResponse, ROUTES } from "../../api/index.ts";
import { ask } from "./ask.ts";
import { resources } from "./live-board.ts";

let last: Promise<unknown> = Promise.resolve();

/** Rejects with `AnswerError`. What is edited is what holds now: another page may have corrected meanwhile. */
export function correct(
  edit: (corrections: CorrectionsJson) => CorrectionsJson,
): Promise<CorrectionsResponse> {
  const corrected = last.then(async () => {
    const { roles, lossFamily, inverted } = await responseOf(ask(ROUTES.corrections));
    const json = edit({ roles, lossFamily, ...(inverted === undefined ? {} : { inverted }) });
    return responseOf(ask(ROUTES.corrections, undefined, { method: "PUT", json }));
  });
  last = corrected.then(
    () => resources.everythingMayHaveChanged(),
    () => undefined,
  );
  return corrected;
}

/** Server and page are one package, so the answer has the type that the route names. */
async function responseOf(asked: Promise<Response>): Promise<CorrectionsResponse> {
  return (await (await asked).json()) as CorrectionsResponse;
}
