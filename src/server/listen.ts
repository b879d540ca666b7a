/** Opens the port, and says in words what to do when it can't be had. */

import type { Server } from "node:http";
import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { ExplainedError } from "../model/index.ts";
import type { App } from "./app.ts";

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** Try the following ports when this one is busy: for the default port, which nobody chose. */
  readonly mayTakeNext: boolean;
}

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** Questions about hundreds of runs name each in the address; Node's own limit is 16 KiB. */
const MAX_HEADER_BYTES = 512 * 1024;

/** How many ports after the default are tried. */
const NEXT_PORTS = 20;

export async function listen(app: App, { host, port, mayTakeNext }: ListenOptions): Promise<Listening> {
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, getRequestListener(app.fetch));
  const last = mayTakeNext ? port + NEXT_PORTS : port;
  for (let candidate = port; candidate <= last; candidate++) {
    const outcome = await tryPort(server, host, candidate);
    if (outcome === "listening") return listening(server, app);
    if (outcome.code !== "EADDRINUSE" || candidate === last) throw cannotListen(outcome, host, candidate);
  }
  throw new Error("unreachable: the loop returns or throws");
}

function tryPort(server: Server, host: string, port: number): Promise<"listening" | NodeJS.ErrnoException> {
  return new Promise((resolve) => {
    const onError = (error: NodeJS.ErrnoException) => resolve(error);
    server.once("error", onError);
    server.listen(port, host, () => {
      server.off("error", onError);
      resolve("listening");
    });
  });
}

function listening(server: Server, app: App): Listening {
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    close: () =>
      new Promise((resolve) => {
        app.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function cannotListen(cause: NodeJS.ErrnoException, host: string, port: number): ExplainedError {
  const where = `${host}:${port}`;
  if (cause.code === "EADDRINUSE") {
    return new ExplainedError({
      code: "PORT_BUSY",
      what: `Port ${port} on ${host} is already in use.`,
      why: "Another program, perhaps another Nashboard, listens there.",
      fix: "Choose another with --port N, or --port 0 for any free one.",
      where,
      cause,
    });
  }
  if (cause.code === "EACCES") {
    return new ExplainedError({
      code: "PORT_FORBIDDEN",
      what: `No permission to listen on port ${port}.`,
      why: "Ports below 1024 usually belong to the administrator.",
      fix: "Choose a port from 1024 up with --port N.",
      where,
      cause,
    });
  }
  return new ExplainedError({
    code: "CANNOT_LISTEN",
    what: `Could not listen on ${where}: ${cause.message}.`,
    why: "Without an address there is no board to open.",
    fix: "Check --host; 127.0.0.1 always exists.",
    where,
    cause,
  });
}
