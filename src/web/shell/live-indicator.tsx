/** Says at all times how old the data is and whether the line to the server holds. */
import { useConnection, useNow } from "../data/use-resource.ts";
import { type LiveWords, liveWords } from "../words/age.ts";

const RENEW_MILLISECONDS = 250;

/** Spoken only when the state changes, not with every tenth of a second. */
const SPOKEN: Readonly<Record<LiveWords["tone"], string>> = {
  live: "Live",
  stale: "The newest data is some time old",
  quiet: "No new data",
  lost: "Disconnected from the server, retrying",
};

/** `lastWallTime` of the newest point, in seconds; null: there is none. */
export function LiveIndicator({ lastWallTime }: { readonly lastWallTime: number | null }) {
  const connection = useConnection();
  const now = useNow(RENEW_MILLISECONDS);
  const { tone, words } = liveWords(connection, lastWallTime, now);
  return (
    <span className="live" data-tone={tone}>
      <i aria-hidden="true" />
      <span>{words}</span>
      <span className="visually-hidden" role="status">
        {SPOKEN[tone]}
      </span>
    </span>
  );
}
