/** HTTP in and out. */
export { type App, type AppOptions, createApp } from "./app.ts";
export type { Board, RunDescription } from "./board.ts";
export type { Access } from "./guard.ts";
export { type Listening, type ListenOptions, listen } from "./listen.ts";
export type { LayoutOnTheWay, ProjectionDone, Projections } from "./projections.ts";
export { loadPage, type StaticFile } from "./static-files.ts";
