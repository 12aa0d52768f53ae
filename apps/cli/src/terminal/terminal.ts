import { styleOf, type Style } from './style.ts';

/** Where a command reads its surroundings and writes its words: the process, or what a test puts in its place. */
export interface Terminal {
  /** Paths are relative to it. */
  readonly cwd: string;
  /** Variables of the environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: Channel;
  readonly err: Channel;
}

/** One of the two streams. */
export interface Channel {
  readonly isTerminal: boolean;
  readonly style: Style;
  write(text: string): void;
}

/** The terminal of this process. A reader that goes away, such as `head`, ends the output and is no error. */
export function processTerminal(): Terminal {
  const channel = (stream: NodeJS.WriteStream): Channel => {
    const isTerminal = stream.isTTY === true;
    let open = true;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      open = false;
    });
    return {
      isTerminal,
      style: styleOf({ isTerminal, columns: stream.columns, env: process.env, platform: process.platform }),
      write: (text) => void (open && stream.write(text)),
    };
  };
  return { cwd: process.cwd(), env: process.env, out: channel(process.stdout), err: channel(process.stderr) };
}
