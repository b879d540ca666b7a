/** What no rule could judge, and what to log so that it can: missing data is never health. */
import type { DiagnosisOfGame, RuleThatCannotTell } from "../../api/index.ts";
import { HowToLog } from "../how-to-log/how-to-log.tsx";
import { plural, whole } from "../words/numbers.ts";

export function CannotTell({ diagnosis: { cannotTell, clear } }: { readonly diagnosis: DiagnosisOfGame }) {
  if (cannotTell.length === 0 && clear.length === 0) return null;
  const toLog = mostWaitedFor(cannotTell);
  return (
    <details className="cannot-tell">
      <summary>
        By rule: {whole(clear.length)} found nothing, {whole(cannotTell.length)} can't tell
      </summary>
      {clear.length > 0 && <p>Clear: {clear.map(ruleWords).join(", ")}.</p>}
      {cannotTell.length > 0 && (
        <p>Can't tell: {cannotTell.map(({ rule }) => ruleWords(rule)).join(", ")}.</p>
      )}
      {toLog.length > 0 && (
        <>
          <p>To be able to, log</p>
          <ul>
            {toLog.map(({ what, ruleCount }) => (
              <li key={what}>
                {what} <small>{plural(ruleCount, "rule waits", "rules wait")} for it</small>
                <HowToLog wanted={what} />
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}

/** What rules ask to log, what most of them ask for first. */
function mostWaitedFor(cannotTell: readonly RuleThatCannotTell[]) {
  const waiting = new Map<string, number>();
  for (const what of cannotTell.flatMap(({ logThis }) => logThis)) {
    waiting.set(what, (waiting.get(what) ?? 0) + 1);
  }
  return [...waiting]
    .map(([what, ruleCount]) => ({ what, ruleCount }))
    .sort((one, other) => other.ruleCount - one.ruleCount);
}

/** Rules are named by their symptom. */
function ruleWords(rule: string): string {
  return rule.replaceAll("-", " ");
}
