/** Leads from the list of runs to a comparison of those selected, or of all that the filter shows. */
import { HOME } from "../address/address.ts";
import { BoardLink } from "../address/link.tsx";
import { whole } from "../words/numbers.ts";

interface CompareBarProps {
  readonly selected: ReadonlySet<string>;
  readonly shown: readonly string[];
  /** The filter's text: a comparison of all it shows follows it as runs appear. */
  readonly match: string;
  readonly onClear: () => void;
}

/** Nothing where there is but one run. */
export function CompareBar({ selected, shown, match, onClear }: CompareBarProps) {
  if (shown.length < 2 && selected.size === 0) return null;
  const named = { ...HOME, page: "compare" as const, runs: [...selected] };
  return (
    <div className="compare-bar">
      {selected.size > 0 ? (
        <>
          <BoardLink className="button" to={named}>
            Compare {whole(selected.size)} selected
          </BoardLink>
          <button type="button" className="button" onClick={onClear}>
            Select none
          </button>
        </>
      ) : (
        <BoardLink className="button" to={{ ...HOME, page: "compare", match }}>
          Compare all {whole(shown.length)}
        </BoardLink>
      )}
    </div>
  );
}
