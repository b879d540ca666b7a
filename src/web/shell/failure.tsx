/** An error shown where it happened: what, why, how to fix it, and a way to try again. */
import type { ErrorResponse } from "../../api/index.ts";

interface FailureProps {
  readonly error: ErrorResponse;
  readonly onRetry: () => void;
}

export function Failure({ error, onRetry }: FailureProps) {
  return (
    <div className="failure" role="alert">
      <p className="failure-what">{error.what}</p>
      <p>{error.why}</p>
      <p>
        <b>What to do:</b> {error.fix}
      </p>
      {error.where !== undefined && <code>{error.where}</code>}
      <p>
        <button type="button" className="button" onClick={onRetry}>
          Try again
        </button>
      </p>
    </div>
  );
}

/** The same in one line, above a figure that still shows what was read before. */
export function FailureLine({ error, onRetry }: FailureProps) {
  return (
    <p className="failure-line" role="alert" title={`${error.why} ${error.fix}`}>
      <span>
        {error.what} {error.fix}
      </span>
      <button type="button" className="button" onClick={onRetry}>
        Try again
      </button>
    </p>
  );
}
