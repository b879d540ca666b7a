/** The page's one store and one line to the server, connected to each other and to the page being seen. */
import { ask } from "./ask.ts";
import { ChangeFeed } from "./change-feed.ts";
import { ResourceStore } from "./resource-store.ts";

export const resources = new ResourceStore(ask, {
  now: () => performance.now(),
  after: (milliseconds, action) => {
    const timer = window.setTimeout(action, milliseconds);
    return () => window.clearTimeout(timer);
  },
});

export const feed = new ChangeFeed({
  changed: (changes) => resources.changed(changes),
  loaded: () => resources.runsMayHaveChanged(),
  missed: () => resources.everythingMayHaveChanged(),
});

export function startLiveBoard(): void {
  feed.start();
  document.addEventListener("visibilitychange", () => resources.setPaused(document.hidden));
  window.addEventListener("pagehide", () => feed.stop());
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) feed.start();
  });
}
