/** An error shown where it happened: what, why, how to fix it, and a way to try again. */
import type { ErrorResponse } from "../../api/index.ts";
import { UNREACHABLE } from "../data/ask.ts";
import { useConnection } from "../data/use-resource.ts";

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

/**
 * The same in one line, above a figure that still shows what was read before. While the server is gone
 * the page says so once, at its top.
 */
export function FailureLine({ error, onRetry }: FailureProps) {
  const connection = useConnection();
  const isSaidAbove = connection.state === "retrying" && error.code === UNREACHABLE;
  if (isSaidAbove) return null;
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

/** Nothing while the line to the server holds. */
export function ConnectionNotice() {
  const connection = useConnection();
  if (connection.state !== "retrying") return null;
  return (
    <p className="failure-line connection-notice" role="status">
      <span>
        The server does not answer: what is shown is the last that was read. See whether nashboard is still
        running in its terminal; the page tries again by itself.
      </span>
    </p>
  );
}
