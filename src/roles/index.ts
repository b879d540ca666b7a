/** Tags and values → roles, games, loss family. */
export { recogniseRoles, type SeriesLookup, type TagOfRun } from "./recognise-roles.ts";
