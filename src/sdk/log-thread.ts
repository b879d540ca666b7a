/** The entry of the thread that measures plain values, encodes images and writes a log beside the training. */
import { workerData } from "node:worker_threads";
import { deflateSync } from "node:zlib";
import { EventLog } from "./event-log.ts";
import { GameLog } from "./game-log.ts";
import { nodeEventFile } from "./node-event-file.ts";
import {
  HANDLED,
  IS_CLOSED,
  type LogCall,
  type LogThreadPlan,
  plainFailure,
  type ToLogThread,
} from "./thread-messages.ts";

// Made by `openBackgroundLog`, the only one who starts this thread.
const { descriptor, path, port, writerName, progress } = workerData as LogThreadPlan;
const MILLISECONDS_A_SECOND = 1000;
let nowSeconds = Date.now() / MILLISECONDS_A_SECOND;
let hasFailed = false;
const log = new EventLog(nodeEventFile({ descriptor, path }), {
  wallTimeSeconds: () => nowSeconds,
  ...(writerName === undefined ? {} : { writerName }),
});
const game = new GameLog(log, { deflate: deflateSync });

function make([target, method, given]: LogCall): void {
  const object = target === "log" ? log : game;
  // `LogCall` pairs each method with its own parameters; the pairing cannot be followed through an index.
  const called = object[method as keyof typeof object] as (...given: readonly unknown[]) => void;
  called.apply(object, [...given]);
}

function handle(message: ToLogThread): void {
  switch (message.type) {
    case "calls":
      nowSeconds = message.atSeconds;
      for (const call of message.calls) make(call);
      return;
    case "close":
      log.close(message.outcome);
  }
}

port.on("message", (message: ToLogThread) => {
  try {
    if (!hasFailed) handle(message);
  } catch (error) {
    hasFailed = true;
    port.postMessage(plainFailure(error));
  }
  Atomics.add(progress, HANDLED, 1);
  if (message.type === "close") {
    Atomics.store(progress, IS_CLOSED, 1);
    Atomics.notify(progress, IS_CLOSED);
    port.close();
  }
});
