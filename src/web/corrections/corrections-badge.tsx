/** All that the user has corrected, in one place, each with the way to take it back; and files that do not hold. */
import { Popover } from "@base-ui/react/popover";
import type { CorrectionsResponse } from "../../api/index.ts";
import { correctionsRequest } from "../data/requests.ts";
import { useResource } from "../data/use-resource.ts";
import { plural } from "../words/numbers.ts";
import { CorrectionError } from "./correction-frame.tsx";
import "./corrections.css";
import { type CorrectionEntry, entriesOf } from "./edits.ts";
import { type Correcting, useCorrecting } from "./use-correcting.ts";

/** Nothing where nothing is corrected. */
export function CorrectionsBadge() {
  const { data } = useResource(correctionsRequest());
  const correcting = useCorrecting();
  const entries = data === null ? [] : entriesOf(data);
  if (data === null || entries.length === 0) return null;
  return (
    <Popover.Root>
      <Popover.Trigger className="button">{plural(entries.length, "correction")}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end" className="popover-layer" collisionPadding={8}>
          <Popover.Popup className="popover">
            <Popover.Title className="popover-title">Your corrections</Popover.Title>
            <Popover.Description className="popover-text">
              They win over what Nashboard recognises by itself, for the runs named.
            </Popover.Description>
            <ul className="corrections-list">
              {entries.map((entry) => (
                <EntryLine key={entry.key} entry={entry} correcting={correcting} />
              ))}
            </ul>
            <CorrectionError error={correcting.error} />
            <Places {...data} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface EntryLineProps {
  readonly entry: CorrectionEntry;
  readonly correcting: Correcting;
}

function EntryLine({ entry, correcting }: EntryLineProps) {
  const { tag, words, runs, remove } = entry;
  return (
    <li>
      <span>
        {tag !== "" && <code>{tag}</code>} {words} <small>{runs}</small>
      </span>
      <button
        type="button"
        className="button"
        disabled={correcting.isBusy}
        aria-label={`Remove: ${tag} ${words}, ${runs}`}
        onClick={() => void correcting.apply(remove)}
      >
        Remove
      </button>
    </li>
  );
}

/** What stands in a file that the page does not write is taken out there. */
function Places({ files, writesTo }: CorrectionsResponse) {
  const others = files.filter((file) => file !== writesTo);
  return (
    <p className="popover-text kept-in">
      Kept in <code>{writesTo}</code>.
      {others.length > 0 && (
        <>
          {" "}
          Some also stand in{" "}
          {others.map((file) => (
            <code key={file}>{file}</code>
          ))}
          ; take those out there.
        </>
      )}
    </p>
  );
}

/** A line at the top for each file of corrections that is there and not understood. */
export function CorrectionsNotice() {
  const problems = useResource(correctionsRequest()).data?.problems ?? [];
  return problems.map(({ what, why, fix, where }) => (
    <p key={where ?? what} className="failure-line page-notice" role="status">
      <span>
        {what} {why} {fix} {where !== undefined && <code>{where}</code>}
      </span>
    </p>
  ));
}
