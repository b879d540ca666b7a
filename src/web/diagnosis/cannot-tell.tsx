/** What no rule could judge, and what to log so that it can: missing data is never health. */
import type { DiagnosisOfGame } from "../../api/index.ts";
import { HowToLog } from "../how-to-log/how-to-log.tsx";
import { plural } from "../words/numbers.ts";

export function CannotTell({ diagnosis: { cannotTell, clear } }: { readonly diagnosis: DiagnosisOfGame }) {
  if (cannotTell.length === 0 && clear.length === 0) return null;
  const toLog = [...new Set(cannotTell.flatMap(({ logThis }) => logThis))];
  return (
    <details className="cannot-tell">
      <summary>
        {plural(clear.length, "rule")} found nothing, {plural(cannotTell.length, "rule")} can't tell
      </summary>
      {clear.length > 0 && <p>Clear: {clear.map(ruleWords).join(", ")}.</p>}
      {cannotTell.length > 0 && (
        <p>Can't tell: {cannotTell.map(({ rule }) => ruleWords(rule)).join(", ")}.</p>
      )}
      {toLog.length > 0 && (
        <>
          <p>To be able to, log</p>
          <ul>
            {toLog.map((what) => (
              <li key={what}>
                {what}
                <HowToLog wanted={what} />
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}

/** Rules are named by their symptom. */
function ruleWords(rule: string): string {
  return rule.replaceAll("-", " ");
}
