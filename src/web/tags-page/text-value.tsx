/** What a text tag says at the cursor, character for character: a log is never turned into HTML. */
import { textRequest } from "../data/requests.ts";
import { retry, useSteadyResource } from "../data/use-resource.ts";
import type { Scene } from "../run-page/scene.ts";
import { FailureLine } from "../shell/failure.tsx";
import { whole } from "../words/numbers.ts";
import { useEntryAtCursor } from "./use-entry-at-cursor.ts";

interface TextValueProps {
  readonly tag: string;
  readonly scene: Scene;
  readonly isVisible: boolean;
}

export function TextValue({ tag, scene, isVisible }: TextValueProps) {
  const column = useEntryAtCursor(scene, tag, isVisible);
  const request = column === null ? null : textRequest(scene.run, tag, column.entry);
  const answer = useSteadyResource(request);
  return (
    <>
      {answer.state === "failed" && request !== null && (
        <FailureLine error={answer.error} onRetry={() => retry(request)} />
      )}
      <p className="quiet-line">{column === null ? "Loading…" : `at step ${whole(column.step)}`}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text longer than its box is scrolled by keyboard */}
      <section className="logged-text" tabIndex={0} aria-label={`Text of ${tag}`}>
        {answer.data?.texts.map((text, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: texts of one entry have no other identity
          <pre key={i}>{text}</pre>
        ))}
      </section>
    </>
  );
}
