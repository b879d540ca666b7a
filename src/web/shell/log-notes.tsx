/** How the run was logged, where that is not plain: restarts, repeated steps, folded sub-runs. */
import { Popover } from "@base-ui/react/popover";
import type { RunResponse } from "../../api/index.ts";
import { useStepHabits } from "../run-page/use-step-habits.ts";
import { logNotes } from "../words/log-notes.ts";

/** Nothing where there is nothing to note. */
export function LogNotes({ response }: { readonly response: RunResponse }) {
  const notes = logNotes(response.files, useStepHabits(response));
  const [first] = notes;
  if (first === undefined) return null;
  return (
    <Popover.Root>
      <Popover.Trigger className="button">
        {notes.length === 1 ? first.title : `${notes.length} notes on the log`}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end" className="popover-layer">
          <Popover.Popup className="popover">
            <Popover.Title className="popover-title">How this run was logged</Popover.Title>
            <ul className="loss-list">
              {notes.map(({ title, text }) => (
                <li key={title}>
                  <b>{title}.</b> {text}
                </li>
              ))}
            </ul>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
