/** What every popover that corrects has below its choice: for which runs, where it is kept, and what went wrong. */
import { type ReactNode, useId } from "react";
import type { ErrorResponse } from "../../api/index.ts";
import { correctionsRequest } from "../data/requests.ts";
import { useResource } from "../data/use-resource.ts";
import { EVERY_RUN, runsWords } from "./edits.ts";

interface ScopeChoiceProps {
  readonly run: string;
  readonly scope: string;
  /** The run pattern of the correction that holds, if any. */
  readonly heldBy: string | undefined;
  readonly onScope: (scope: string) => void;
}

export function ScopeChoice({ run, scope, heldBy, onScope }: ScopeChoiceProps) {
  const name = useId();
  const scopes = [...new Set([EVERY_RUN, ...(heldBy === undefined ? [] : [heldBy]), run])];
  return (
    <fieldset className="scope">
      <legend>for</legend>
      {scopes.map((one) => (
        <label key={one} className="check">
          <input type="radio" name={name} checked={one === scope} onChange={() => onScope(one)} />
          {one === run ? "this run" : runsWords(one)}
        </label>
      ))}
    </fieldset>
  );
}

export function CorrectionError({ error }: { readonly error: ErrorResponse | null }) {
  if (error === null) return null;
  return (
    <p className="failure-line" role="alert">
      <span>
        {error.what} {error.why} {error.fix} {error.where !== undefined && <code>{error.where}</code>}
      </span>
    </p>
  );
}

/** Asked for only while a popover is open. */
export function KeptIn() {
  const { data } = useResource(correctionsRequest());
  if (data === null) return null;
  return (
    <p className="popover-text kept-in">
      Kept in <code>{data.writesTo}</code>
    </p>
  );
}

export function Yours({ children }: { readonly children?: ReactNode }) {
  return <span className="yours">{children ?? "yours"}</span>;
}
