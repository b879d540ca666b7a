/** A box that narrows a list; `/` leads to it, Escape empties it. */
import { useId, useRef } from "react";
import { useShortcut } from "./shortcuts.ts";

interface FilterBoxProps {
  readonly label: string;
  readonly placeholder: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** Why the text is not understood; null: it is. */
  readonly problem: string | null;
  /** How much of the list is left, in words. */
  readonly count: string;
}

export function FilterBox({ label, placeholder, text, onChange, problem, count }: FilterBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  const noteId = useId();
  useShortcut("/", () => box.current?.focus());
  return (
    <div className="filter">
      <input
        ref={box}
        type="search"
        aria-label={label}
        aria-describedby={noteId}
        aria-invalid={problem !== null}
        placeholder={placeholder}
        value={text}
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={({ key }) => {
          if (key !== "Escape") return;
          onChange("");
          box.current?.blur();
        }}
      />
      <span id={noteId} role="status" className="filter-note">
        {problem ?? count}
      </span>
    </div>
  );
}
