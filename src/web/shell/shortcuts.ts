/** The keys of the page: one listener, inert while typing, and single letters can be switched off. */
import { useEffect, useRef } from "react";
import { remember, remembered } from "./remembered.ts";

export interface Shortcut {
  readonly keys: readonly string[];
  readonly does: string;
}

/** What the help lists; the keys of figures work where a figure has the focus, and on the page itself. */
export const SHORTCUTS: readonly Shortcut[] = [
  { keys: ["?"], does: "show this help" },
  { keys: ["/"], does: "go to the filter" },
  { keys: ["F"], does: "follow the newest step" },
  { keys: ["←", "→"], does: "previous, next logged step" },
  { keys: ["Shift ←", "Shift →"], does: "ten steps back, forward" },
  { keys: ["Home", "End"], does: "first, last step (in a figure)" },
  { keys: ["Z"], does: "show the whole run again" },
  { keys: ["S"], does: "smooth the lines, or show them raw" },
  { keys: ["1", "2", "3"], does: "game, all tags, projection" },
  { keys: ["↑", "↓"], does: "previous, next generated sample (in a projection)" },
  { keys: ["U"], does: "up to the list of runs" },
  { keys: ["T"], does: "next theme: system, light, dark" },
  { keys: ["J", "K"], does: "next, previous run in the list" },
];

const SETTING = "single-letter-shortcuts";

export function areShortcutsOn(): boolean {
  return remembered(SETTING) !== "off";
}

export function setShortcutsOn(isOn: boolean): void {
  remember(SETTING, isOn ? "on" : "off");
}

type Action = (event: KeyboardEvent) => void;
const actions = new Map<string, Action[]>();

/** `key` as `KeyboardEvent.key`, letters in lower case. The component mounted last answers first. */
export function useShortcut(key: string, action: Action): void {
  const latest = useRef(action);
  latest.current = action;
  useEffect(() => {
    const call: Action = (event) => latest.current(event);
    actions.set(key, [...(actions.get(key) ?? []), call]);
    return () => {
      const rest = (actions.get(key) ?? []).filter((other) => other !== call);
      actions.set(key, rest);
    };
  }, [key]);
}

export function useShortcutListener(): void {
  useEffect(() => {
    window.addEventListener("keydown", answer);
    return () => window.removeEventListener("keydown", answer);
  }, []);
}

function answer(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target)) return;
  const isCharacter = event.key.length === 1;
  if (isCharacter && !areShortcutsOn()) return;
  const action = actions.get(isCharacter ? event.key.toLowerCase() : event.key)?.at(-1);
  if (action === undefined) return;
  event.preventDefault();
  action(event);
}

const TYPING = "input:not([type=range], [type=checkbox]), textarea, select, [contenteditable], [role=dialog]";

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPING) !== null;
}
