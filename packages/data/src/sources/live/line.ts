import type { FeedHeartbeat } from './live-feed.ts';
import type { LiveSocket, SocketEvent } from './live-socket.ts';
import { within, type LiveTimers } from './live-timers.ts';

/** How a line ended. */
export interface LineEnd {
  /** `closed` by the service, `dead`: no sign of life, `failed`: the transport, `local`: by us. */
  readonly how: 'closed' | 'dead' | 'failed' | 'local';
  readonly what: string;
  /** The close code, or the status of a handshake that was refused. */
  readonly code?: number | undefined;
  readonly error?: unknown;
}

/** The ready state of a WebSocket that can send. */
const OPEN = 1;

/** So many frames wait before the socket is told to pause. */
const PAUSE_AT = 256;

/** So many are too many where the socket cannot pause. */
const TOO_MANY = 10_000;

/** How long a polite end may take, ms. */
const GOODBYE_MS = 1_000;

/** One connection, from the moment it is asked for to its end: frames in order, signs of life, and how it ended. */
export class Line {
  readonly #socket: LiveSocket;
  readonly #timers: LiveTimers;
  readonly #frames: unknown[] = [];
  #wake: (() => void) | undefined;
  #paused = false;
  #end: LineEnd | undefined;
  #failure: unknown;
  #watch: unknown;
  #lastSign = 0;
  #lastFrame = 0;
  readonly #opened: Promise<void>;
  readonly #ended: Promise<void>;
  readonly #gone: Promise<void>;
  #isGone = false;
  #onEnd!: () => void;
  #onGone!: () => void;

  /** @param socket which may still be connecting */
  constructor(socket: LiveSocket, timers: LiveTimers) {
    this.#socket = socket;
    this.#timers = timers;
    this.#ended = new Promise((resolve) => (this.#onEnd = resolve));
    this.#gone = new Promise((resolve) => (this.#onGone = resolve));
    this.#opened = new Promise((resolve) => {
      if (socket.readyState === OPEN) resolve();
      socket.addEventListener('open', () => resolve());
    });
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('message', ({ data }) => this.#frame(data));
    socket.addEventListener('error', ({ error, message }) => (this.#failure = error ?? message));
    socket.addEventListener('close', (event) => this.#closed(event));
    socket.on?.('ping', () => this.#sign());
    socket.on?.('pong', () => this.#sign());
  }

  /** How the line ended; undefined while it has not. */
  get end(): LineEnd | undefined {
    return this.#end;
  }

  /** Waits until the line is open; false where it ended instead, or took too long. */
  async open(timeoutMs: number): Promise<boolean> {
    const settled = Promise.race([this.#opened, this.#ended]).then(() => true);
    if ((await within(this.#timers, timeoutMs, settled)) === undefined) {
      this.cut({ how: 'failed', what: `the line did not open in ${timeoutMs} ms` });
    }
    return this.#end === undefined;
  }

  /** Objects go as JSON. A line on which nothing can be said has ended. */
  send(message: unknown): void {
    this.#say(() => this.#socket.send(typeof message === 'string' ? message : JSON.stringify(message)));
  }

  #say(say: () => void): void {
    if (this.#end !== undefined) return;
    try {
      say();
    } catch (error) {
      this.cut({ how: 'failed', what: `nothing can be sent: ${messageOf(error)}`, error });
    }
  }

  /** Watches for signs of life until the end. */
  watch(heartbeat: FeedHeartbeat): void {
    const { everyMs, message, deadAfterMs, quietAfterMs = Infinity } = heartbeat;
    this.#lastSign = this.#lastFrame = this.#timers.now();
    const ask = (): void => {
      if (message !== undefined) this.send(message);
      else this.#say(() => this.#socket.ping?.());
    };
    let [asked, looked] = [this.#lastSign, this.#lastSign];
    const periodMs = Math.min(everyMs > 0 ? everyMs : Infinity, deadAfterMs / 4, quietAfterMs / 4);
    const look = (): void => {
      if (this.#end !== undefined) return;
      const now = this.#timers.now();
      // Who is paused, or was busy elsewhere, hears nothing: that says nothing of the line.
      if (this.#paused || now - looked > deadAfterMs / 2) this.#lastSign = this.#lastFrame = now;
      looked = now;
      if (now - this.#lastSign > deadAfterMs) {
        this.cut({ how: 'dead', what: `the line gave no sign of life for ${deadAfterMs} ms` });
      } else if (now - this.#lastFrame > quietAfterMs) {
        this.cut({ how: 'dead', what: `the line brought no message for ${quietAfterMs} ms` });
      } else {
        if (everyMs > 0 && now - asked >= everyMs - periodMs / 2) {
          asked = now;
          ask();
        }
        this.#watch = this.#timers.setTimeout(look, periodMs);
      }
    };
    this.#watch = this.#timers.setTimeout(look, periodMs);
  }

  /** The next frame, a text or an ArrayBuffer; undefined when the line has ended and all were taken. */
  async next(): Promise<{ readonly data: unknown } | undefined> {
    while (this.#frames.length === 0 && this.#end === undefined) {
      this.#resume();
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    return this.#frames.length === 0 ? undefined : { data: this.#frames.shift() };
  }

  /** Ends the line at once; what came on it can still be taken. */
  cut(end: LineEnd): void {
    if (this.#end !== undefined) return;
    this.#ends(end);
    if (this.#socket.terminate === undefined) this.#socket.close();
    else this.#socket.terminate();
  }

  /** Ends the line politely; resolves when it is gone. What came on it and was not taken is let go. */
  async close(): Promise<void> {
    this.#frames.length = 0;
    if (this.#end === undefined) {
      this.#ends({ how: 'local', what: 'the line was closed here' });
      this.#resume();
      this.#socket.close(1000);
    }
    if (this.#isGone) return;
    await within(this.#timers, GOODBYE_MS, this.#gone);
    this.#socket.terminate?.();
  }

  #frame(data: unknown): void {
    if (this.#end !== undefined) return;
    this.#sign();
    this.#lastFrame = this.#lastSign;
    this.#frames.push(data);
    this.#wake?.();
    if (this.#frames.length < PAUSE_AT || this.#paused) return;
    if (this.#socket.pause === undefined) {
      const what = `${TOO_MANY} messages wait, and this WebSocket cannot pause`;
      if (this.#frames.length >= TOO_MANY) this.cut({ how: 'failed', what });
      return;
    }
    this.#paused = true;
    this.#socket.pause();
  }

  #resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#sign();
    this.#socket.resume?.();
  }

  #sign(): void {
    this.#lastSign = this.#timers.now();
  }

  #closed({ code, reason }: SocketEvent): void {
    this.#isGone = true;
    this.#onGone();
    const said = typeof reason === 'string' && reason !== '' ? `: ${reason}` : '';
    const error = this.#failure;
    const status = /server response: (\d{3})/.exec(messageOf(error))?.[1];
    if (status !== undefined) {
      this.#ends({
        how: 'closed',
        what: `the handshake was refused with status ${status}`,
        code: Number(status),
        error,
      });
    } else if (error !== undefined) this.#ends({ how: 'failed', what: messageOf(error) || 'the line broke', error });
    else this.#ends({ how: 'closed', what: `the service closed the line with code ${code}${said}`, code });
  }

  #ends(end: LineEnd): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    this.#timers.clearTimeout(this.#watch as never);
    this.#onEnd();
    this.#wake?.();
  }
}

function messageOf(error: unknown): string {
  if (typeof error === 'string') return error;
  const { message } = Object(error ?? {}) as { message?: unknown };
  return typeof message === 'string' ? message : '';
}
