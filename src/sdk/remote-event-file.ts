/** Sends the bytes of an event file to a board as they are written, and takes up again where a connection broke. */
import { eventFileName } from "./event-file-name.ts";
import type { EventSink } from "./event-log.ts";

export interface RemoteEventFileOptions {
  /** The board's address, as it printed it; a token in it is used. */
  readonly board: string;
  /** The run's name: a relative path, made under the board's intake directory. */
  readonly run: string;
  readonly fileName?: string;
  /** Bytes that may wait while the board is away; what comes after is dropped and counted. 16 MiB by default. */
  readonly queueBytes?: number;
  /** Told of each failed attempt; the sender tries again by itself. */
  readonly onProblem?: (problem: string) => void;
  /** The platform's `fetch` by default. */
  readonly fetch?: typeof fetch;
  /** Waits between attempts; a timer by default. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

export interface RemoteStatus {
  readonly sentBytes: number;
  readonly waitingBytes: number;
  /** Appends (each one or more whole records) that found the queue full. */
  readonly droppedAppends: number;
  /** Why the last attempt failed; null once one has succeeded again. */
  readonly problem: string | null;
}

export interface RemoteEventFile extends EventSink {
  readonly fileName: string;
  status(): RemoteStatus;
  /** Resolves when the board has everything that was not dropped, or with `false` when it refused for good. */
  finished(): Promise<boolean>;
}

const DEFAULT_QUEUE_BYTES = 16 * 2 ** 20;
/** Below the board's limit for one request. */
const LARGEST_REQUEST_BYTES = 2 ** 20;
const FIRST_WAIT_MILLISECONDS = 250;
/** Someone who starts a board again waits no longer to see the run on it. */
const LONGEST_WAIT_MILLISECONDS = 5000;
const CONFLICT = 409;
const SERVER_ERRORS = 500;
const TOO_MANY_REQUESTS = 429;

/** Nothing here throws into the training loop: problems go to `onProblem`, losses into the drop counter. */
export function remoteEventFile(options: RemoteEventFileOptions): RemoteEventFile {
  const sender = new Sender(options);
  return {
    fileName: sender.fileName,
    append: (bytes) => sender.append(bytes),
    close: () => sender.close(),
    droppedAppends: () => sender.status().droppedAppends,
    status: () => sender.status(),
    finished: () => sender.finished,
  };
}

type Attempt = "sent" | "try-again" | "refused";

class Sender {
  readonly fileName: string;
  readonly finished: Promise<boolean>;
  readonly #options: RemoteEventFileOptions;
  readonly #address: URL;
  readonly #headers: Readonly<Record<string, string>>;
  #settle: (isComplete: boolean) => void = () => {};
  #queue: Uint8Array<ArrayBuffer>[] = [];
  #waitingBytes = 0;
  #sentBytes = 0;
  #droppedAppends = 0;
  #isSending = false;
  #isClosed = false;
  #isRefused = false;
  #problem: string | null = null;

  constructor(options: RemoteEventFileOptions) {
    this.#options = options;
    this.fileName = options.fileName ?? eventFileName({ host: "browser" });
    const board = new URL(options.board);
    const token = board.searchParams.get("token");
    this.#address = new URL("api/intake", board);
    this.#address.search = new URLSearchParams({ run: options.run, file: this.fileName }).toString();
    this.#headers = {
      "content-type": "application/octet-stream",
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    };
    this.finished = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  append(bytes: Uint8Array): void {
    const room = this.#options.queueBytes ?? DEFAULT_QUEUE_BYTES;
    if (this.#isRefused || this.#waitingBytes + bytes.length > room) {
      this.#droppedAppends += 1;
      return;
    }
    this.#queue.push(bytes.slice());
    this.#waitingBytes += bytes.length;
    void this.#sendAll();
  }

  close(): void {
    this.#isClosed = true;
    void this.#sendAll();
  }

  status(): RemoteStatus {
    return {
      sentBytes: this.#sentBytes,
      waitingBytes: this.#waitingBytes,
      droppedAppends: this.#droppedAppends,
      problem: this.#problem,
    };
  }

  async #sendAll(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    let wait = FIRST_WAIT_MILLISECONDS;
    while (this.#waitingBytes > 0 && !this.#isRefused) {
      const attempt = await this.#sendSome();
      if (attempt === "sent") wait = FIRST_WAIT_MILLISECONDS;
      if (attempt === "refused") this.#isRefused = true;
      if (attempt === "try-again") {
        await (this.#options.wait ?? pause)(wait);
        wait = Math.min(2 * wait, LONGEST_WAIT_MILLISECONDS);
      }
    }
    this.#isSending = false;
    if (this.#isClosed || this.#isRefused) this.#settle(!this.#isRefused);
  }

  async #sendSome(): Promise<Attempt> {
    const body = await new Blob(this.#queue).slice(0, LARGEST_REQUEST_BYTES).arrayBuffer();
    this.#address.searchParams.set("offset", String(this.#sentBytes));
    try {
      const send = this.#options.fetch ?? fetch;
      const answer = await send(this.#address, { method: "POST", headers: this.#headers, body });
      if (answer.ok || answer.status === CONFLICT) return this.#takeUpAt(await answer.json());
      this.#say(`The board answered ${answer.status}: ${await answer.text()}`);
      const isPassing = answer.status >= SERVER_ERRORS || answer.status === TOO_MANY_REQUESTS;
      return isPassing ? "try-again" : "refused";
    } catch (error) {
      this.#say(`The board could not be reached: ${String(error)}`);
      return "try-again";
    }
  }

  /** The board says how long its file is: an answer that got lost is made up for, and nothing is sent twice. */
  #takeUpAt(answer: unknown): Attempt {
    const size = typeof answer === "object" && answer !== null && "size" in answer ? answer.size : undefined;
    const stored = typeof size === "number" ? size - this.#sentBytes : Number.NaN;
    if (!(stored >= 0 && stored <= this.#waitingBytes)) {
      this.#say(
        `The board's file has ${String(size)} bytes where ${this.#sentBytes} to ${this.#sentBytes + this.#waitingBytes} were expected.`,
      );
      return "refused";
    }
    this.#forget(stored);
    this.#problem = null;
    return "sent";
  }

  #say(problem: string): void {
    this.#problem = problem;
    this.#options.onProblem?.(problem);
  }

  #forget(bytes: number): void {
    this.#sentBytes += bytes;
    this.#waitingBytes -= bytes;
    let left = bytes;
    while (left > 0) {
      const [first] = this.#queue;
      if (first === undefined) return;
      if (first.length > left) {
        this.#queue[0] = first.subarray(left);
        return;
      }
      left -= first.length;
      this.#queue.shift();
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
