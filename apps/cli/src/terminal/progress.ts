import type { Channel } from './terminal.ts';

/** Tells how far the work is. */
export interface Progress {
  /** A new part of the work begins. */
  stage(label: string): void;
  /** How much of the current part is done, 0 to 1. */
  share(done: number): void;
  /** The work is over, or has failed: what only a terminal shows is taken away. */
  end(): void;
}

const BAR = 24;
const CLEAR = '\r\u001B[2K';

/** A bar that moves on a terminal, a line for each part in a pipe, nothing where quiet is asked for. */
export function progressOn(channel: Channel, quiet: boolean): Progress {
  if (quiet) return { stage: () => {}, share: () => {}, end: () => {} };
  return channel.isTerminal ? new ProgressBar(channel) : new ProgressLines(channel);
}

class ProgressLines implements Progress {
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  stage(label: string): void {
    this.#channel.write(`${label}\n`);
  }

  share(): void {}

  end(): void {}
}

class ProgressBar implements Progress {
  readonly #channel: Channel;
  #label = '';
  #drawn = -1;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  stage(label: string): void {
    this.#label = label;
    this.#drawn = -1;
    this.share(0);
  }

  share(done: number): void {
    const filled = Math.floor(Math.min(Math.max(done, 0), 1) * BAR);
    if (filled === this.#drawn) return;
    this.#drawn = filled;
    const { style } = this.#channel;
    const [full, empty] = style.unicode ? ['\u2588', '\u2591'] : ['#', '.'];
    const bar = style.cyan(full.repeat(filled)) + style.dim(empty.repeat(BAR - filled));
    this.#channel.write(`${CLEAR}${bar} ${this.#label.slice(0, style.width - BAR - 2)}`);
  }

  end(): void {
    if (this.#label !== '') this.#channel.write(CLEAR);
    this.#label = '';
  }
}
