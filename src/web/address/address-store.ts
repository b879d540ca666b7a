/** Holds the address, keeps it in the browser's history, and tells who depends on it. */
import { useSyncExternalStore } from "react";
import { type Address, formatAddress, parseAddress } from "./address.ts";

/** How an address change shows in the history: a place to come back to, or a correction of the present one. */
export type HistoryMode = "push" | "replace";

/** Safari refuses more than 100 history calls in 30 s; dragging the cursor makes hundreds. Half of that at most. */
const REPLACE_DELAY_MILLISECONDS = 600;

export interface AddressStore {
  get(): Address;
  change(part: Partial<Address>, mode: HistoryMode): void;
  subscribe(listener: () => void): () => void;
}

class BrowserAddress implements AddressStore {
  #address = parseAddress(window.location.search);
  #listeners = new Set<() => void>();
  #pendingReplace: number | null = null;

  constructor() {
    window.addEventListener("popstate", () => {
      this.#cancelReplace();
      this.#set(parseAddress(window.location.search));
    });
    window.addEventListener("pagehide", () => this.#flushReplace());
  }

  get(): Address {
    return this.#address;
  }

  change(part: Partial<Address>, mode: HistoryMode): void {
    const next = { ...this.#address, ...part };
    if (formatAddress(next) === formatAddress(this.#address)) return;
    if (mode === "push") this.#push(next);
    else this.#replaceSoon();
    this.#set(next);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #push(next: Address): void {
    this.#flushReplace();
    window.history.pushState(null, "", formatAddress(next));
  }

  #replaceSoon(): void {
    this.#pendingReplace ??= window.setTimeout(() => this.#flushReplace(), REPLACE_DELAY_MILLISECONDS);
  }

  #flushReplace(): void {
    if (this.#pendingReplace === null) return;
    this.#cancelReplace();
    window.history.replaceState(null, "", formatAddress(this.#address));
  }

  #cancelReplace(): void {
    if (this.#pendingReplace !== null) window.clearTimeout(this.#pendingReplace);
    this.#pendingReplace = null;
  }

  #set(address: Address): void {
    this.#address = address;
    for (const listener of [...this.#listeners]) listener();
  }
}

export const address: AddressStore = new BrowserAddress();

/** One field of the address; the component redraws when that field changes, not when others do. */
export function useAddress<K extends keyof Address>(field: K): Address[K] {
  return useSyncExternalStore(address.subscribe, () => address.get()[field]);
}
