/** The framework that the reader last chose: the same in every place on the page, and at the next visit. */
import { remember, remembered } from "../shell/remembered.ts";
import { FRAMEWORKS, type Framework } from "./recipes.ts";

const SETTING = "framework";
const watchers = new Set<() => void>();

let chosen: Framework | null = null;

export const chosenFramework = {
  get(): Framework {
    chosen ??= FRAMEWORKS.find((framework) => framework === remembered(SETTING)) ?? "PyTorch";
    return chosen;
  },
  set(framework: Framework): void {
    chosen = framework;
    remember(SETTING, framework);
    for (const watcher of [...watchers]) watcher();
  },
  subscribe(watcher: () => void): () => void {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  },
};
