/** A box to type in above a grouped list: typing narrows it, arrows move in it, Enter or a click chooses. */
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from "react";
import { type Choice, type ChoiceGroup, choicesMatching } from "./role-choices.ts";

interface ChoiceListProps<T> {
  readonly label: string;
  readonly groups: readonly ChoiceGroup<T>[];
  readonly chosen: T;
  readonly isBusy: boolean;
  readonly onChoose: (value: T) => void;
  readonly inputRef: RefObject<HTMLInputElement | null>;
}

export function ChoiceList<T extends string>(props: ChoiceListProps<T>) {
  const { label, groups, chosen, isBusy, onChoose, inputRef } = props;
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState<T | null>(null);
  const id = useId();
  const shown = choicesMatching(groups, typed);
  const choices = shown.flatMap((group) => group.choices);
  const current = choices.find(({ value }) => value === (active ?? chosen)) ?? choices[0];
  const list = useRef<HTMLDivElement>(null);
  const currentValue = current?.value;
  useEffect(() => {
    list.current?.querySelector(`[data-value="${currentValue}"]`)?.scrollIntoView({ block: "nearest" });
  }, [currentValue]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && current !== undefined && !isBusy) onChoose(current.value);
    const next = choiceAfterKey(event.key, choices, current);
    if (next === null && event.key !== "Enter") return;
    event.preventDefault();
    if (next !== null) setActive(next.value);
  };
  return (
    <div className="choices">
      <input
        ref={inputRef}
        type="search"
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={current === undefined ? undefined : `${id}-${current.value}`}
        aria-autocomplete="list"
        autoComplete="off"
        placeholder={label}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setActive(null);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={label} className="choice-list">
        {shown.map(({ title, choices: ofGroup }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls; a listbox groups its options so
          <div key={title} role="group" aria-label={title}>
            <p className="choice-group" aria-hidden="true">
              {title}
            </p>
            {ofGroup.map(({ value, words }) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: keys go to the box above, which names the active option
              <div
                key={value}
                id={`${id}-${value}`}
                role="option"
                aria-selected={value === chosen}
                className="choice"
                data-value={value}
                data-active={value === current?.value}
                onClick={() => {
                  if (!isBusy) onChoose(value);
                }}
              >
                {words}
                <code>{value}</code>
              </div>
            ))}
          </div>
        ))}
        {choices.length === 0 && <p className="choice-group">Nothing is called “{typed}”.</p>}
      </div>
    </div>
  );
}

/** null for keys that do not move. */
function choiceAfterKey<T>(
  key: string,
  choices: readonly Choice<T>[],
  current: Choice<T> | undefined,
): Choice<T> | null {
  const place = current === undefined ? -1 : choices.indexOf(current);
  switch (key) {
    case "ArrowDown":
      return choices[Math.min(choices.length - 1, place + 1)] ?? null;
    case "ArrowUp":
      return choices[Math.max(0, place - 1)] ?? null;
    case "PageDown":
      return choices.at(-1) ?? null;
    case "PageUp":
      return choices[0] ?? null;
    default:
      return null;
  }
}
