/** Folded at the end of the page: what else to log, what each would show, and under which tag. */
import type { TagSummary } from "../../api/index.ts";
import { HowToLog } from "../how-to-log/how-to-log.tsx";
import type { GameLayout } from "./game-layout.ts";
import { whatToLog } from "./what-to-log.ts";

interface MissingEvidenceProps {
  readonly layout: GameLayout;
  readonly tags: readonly TagSummary[];
}

export function MissingEvidence({ layout, tags }: MissingEvidenceProps) {
  const wanted = whatToLog(layout, tags);
  if (wanted.length === 0) return null;
  return (
    <section aria-labelledby="missing-evidence" className="missing">
      <h2 id="missing-evidence" className="section-title">
        Not logged <small>would show more of the game</small>
      </h2>
      <ul>
        {wanted.map(({ what, shows, logThis }) => (
          <li key={what}>
            <b>{what}</b> <span>{shows}</span>{" "}
            {logThis.map((tag) => (
              <code key={tag}>{tag}</code>
            ))}
            <HowToLog wanted={logThis.join(" ")} />
          </li>
        ))}
      </ul>
    </section>
  );
}
