/** Light, dark or as the system: applied to the document, remembered by the browser, overridden by the address. */
import { useEffect, useSyncExternalStore } from "react";
import { THEME_CHOICES, type ThemeChoice } from "../address/address.ts";
import { address, useAddress } from "../address/address-store.ts";
import { remember, remembered } from "./remembered.ts";

const listeners = new Set<() => void>();
let chosen: ThemeChoice = THEME_CHOICES.find((choice) => choice === remembered("theme")) ?? "system";

export function useTheme(): ThemeChoice {
  const fromAddress = useAddress("theme");
  const own = useSyncExternalStore(subscribe, () => chosen);
  const theme = fromAddress ?? own;
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === "system") delete dataset.theme;
    else dataset.theme = theme;
  }, [theme]);
  return theme;
}

/** A choice made by hand replaces one that a link asked for. */
export function chooseTheme(theme: ThemeChoice): void {
  chosen = theme;
  remember("theme", theme);
  for (const listener of [...listeners]) listener();
  address.change({ theme: null }, "replace");
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
