/** Tags and values → roles, games, loss family. */
export { type OpponentTags, opponentsOf } from "./opponents.ts";
export { type GameHints, recogniseGames } from "./recognise-games.ts";
export { recogniseRoles, type SeriesLookup, type TagOfRun } from "./recognise-roles.ts";
