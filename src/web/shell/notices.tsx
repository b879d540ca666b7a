/** What the reader of the event files wants people to know: bytes that were lost, and that it is still reading. */
import { Popover } from "@base-ui/react/popover";
import type { FileSummary } from "../../api/index.ts";
import { plural, sizeInBytes, whole } from "../words/numbers.ts";

export function LoadingNotice({ runCount }: { readonly runCount: number }) {
  return (
    <span className="notice" role="status">
      reading the logs… {plural(runCount, "run")} so far
    </span>
  );
}

/** Nothing where nothing was lost. */
export function DataLossBadge({ files }: { readonly files: readonly FileSummary[] }) {
  const damaged = files.filter(({ dataLoss }) => dataLoss.length > 0);
  const count = damaged.reduce((sum, { dataLoss }) => sum + dataLoss.length, 0);
  if (count === 0) return null;
  return (
    <Popover.Root>
      <Popover.Trigger className="button badge-warning">
        {plural(count, "data loss", "data losses")}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end" className="popover-layer">
          <Popover.Popup className="popover">
            <Popover.Title className="popover-title">Parts of the log could not be read</Popover.Title>
            <Popover.Description className="popover-text">
              They were skipped; everything else is shown. Points logged in these stretches are missing.
            </Popover.Description>
            <ul className="loss-list">
              {damaged.map((file) => (
                <DamagedFile key={file.path} file={file} />
              ))}
            </ul>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function DamagedFile({ file }: { readonly file: FileSummary }) {
  return (
    <li>
      <code>{file.path}</code>
      <ul>
        {file.dataLoss.map(({ offset, bytes, reason }) => (
          <li key={offset}>
            {sizeInBytes(bytes)} at byte {whole(offset)}: {reason}
          </li>
        ))}
      </ul>
    </li>
  );
}
