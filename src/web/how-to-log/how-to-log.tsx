/** A measurement to log, with the code for it in the framework that the reader uses. */
import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import { useState, useSyncExternalStore } from "react";
import { codeFor } from "./code-for.ts";
import { chosenFramework } from "./framework-choice.ts";
import "./how-to-log.css";
import { FRAMEWORKS, type Framework } from "./recipes.ts";

/** Folded: the words around it say what is wanted. */
export function HowToLog({ wanted }: { readonly wanted: string }) {
  const [isOpen, setOpen] = useState(false);
  const code = codeFor(wanted);
  if (code === null) return null;
  return (
    <details className="how-to-log" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Code to log it</summary>
      {isOpen && <CodeTabs code={code} />}
    </details>
  );
}

interface CodeTabsProps {
  readonly code: NonNullable<ReturnType<typeof codeFor>>;
}

function CodeTabs({ code }: CodeTabsProps) {
  const chosen = useSyncExternalStore(chosenFramework.subscribe, chosenFramework.get);
  const offered = FRAMEWORKS.filter((framework) => code[framework] !== undefined);
  const framework = offered.includes(chosen) ? chosen : offered[0];
  const text = framework === undefined ? "" : (code[framework] ?? "");
  return (
    <>
      <div className="how-to-log-head">
        <ToggleGroup<Framework>
          className="toggle-group"
          aria-label="Framework"
          value={framework === undefined ? [] : [framework]}
          onValueChange={([next]) => {
            if (next !== undefined) chosenFramework.set(next);
          }}
        >
          {offered.map((one) => (
            <Toggle key={one} value={one}>
              {one}
            </Toggle>
          ))}
        </ToggleGroup>
        <CopyButton text={text} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled by keyboard, too */}
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
    </>
  );
}

function CopyButton({ text }: { readonly text: string }) {
  const [outcome, setOutcome] = useState<{ readonly of: string; readonly words: string } | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome({ of: text, words: "Copied" });
    } catch {
      // Browsers refuse beyond secure contexts; the text can still be selected.
      setOutcome({ of: text, words: "Select and copy it by hand" });
    }
  };
  return (
    <button type="button" className="button" onClick={() => void copy()}>
      <span role="status">{outcome?.of === text ? outcome.words : "Copy"}</span>
    </button>
  );
}
