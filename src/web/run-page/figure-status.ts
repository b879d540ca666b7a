/** What a figure says while its answer is not there. */
import type { Resource } from "../data/resource.ts";
import type { FigureStatus } from "../figures/index.ts";

/** `isLogged` false: there is nothing to wait for, the figure says what is missing. */
export function figureStatus(resource: Resource<unknown>, isLogged: boolean): FigureStatus | undefined {
  if (!isLogged || resource.data !== null) return undefined;
  return resource.state === "failed" ? { state: "failed", what: resource.error.what } : { state: "loading" };
}
