import { styleOf } from './style.ts';
import type { Channel, Terminal } from './terminal.ts';

/** A terminal that keeps what is written to it. */
export interface MemoryTerminal extends Terminal {
  readonly outText: () => string;
  readonly errText: () => string;
}

export interface MemoryTerminalOptions {
  readonly cwd?: string | undefined;
  /** Pretend that somebody looks: a terminal of this many columns that reads UTF-8. Left out: a pipe. */
  readonly columns?: number | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** For programs and tests that run a command line and read what it said. */
export function memoryTerminal({ cwd, columns, env }: MemoryTerminalOptions = {}): MemoryTerminal {
  const isTerminal = columns !== undefined;
  const style = styleOf({ isTerminal, columns, env: env ?? { LANG: 'C.UTF-8', NO_COLOR: '1' }, platform: 'linux' });
  const written: Record<'out' | 'err', string[]> = { out: [], err: [] };
  const channel = (name: 'out' | 'err'): Channel => ({
    isTerminal,
    style,
    write: (text) => void written[name].push(text),
  });
  return {
    cwd: cwd ?? process.cwd(),
    env: env ?? {},
    out: channel('out'),
    err: channel('err'),
    outText: () => written.out.join(''),
    errText: () => written.err.join(''),
  };
}
