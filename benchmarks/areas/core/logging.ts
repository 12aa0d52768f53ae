import { createRequire } from 'node:module';
import { createLogger, type Handler, type LogMethod } from '@tidemark/core-logging';
import type { Figure } from '../../figure.ts';
import { interleaved } from '../../measure.ts';

const DISABLED = 5_000_000;
const WRITTEN = 100_000;
const fields = { symbol: 'ES', price: 1.5, i: 0 };

interface Line {
  readonly debug: LogMethod;
  readonly info: LogMethod;
}
interface Pino {
  (options: object, stream: Pick<Handler, 'write'>): Line & { child(bindings: object): Line };
}

/** A level that is not written, and a line that is, against pino without anything of ours. */
export async function logging(): Promise<Figure[]> {
  // The pino that the package has, not another version from further up.
  const pino = createRequire(new URL('../../../packages/core-logging/package.json', import.meta.url))('pino') as Pino;
  let bytes = 0;
  const stream: Handler = { write: (line) => (bytes += line.length) };
  const bindings = { component: 'execution', runId: 'r1' };
  const bare = pino({ level: 'info' }, stream).child(bindings);
  const log = createLogger({ level: 'info', handlers: [stream] }).child(bindings);

  const disabled = await interleaved(
    { bare: () => chat(bare.debug), log: () => chat(log.debug) },
    { runs: 15, warmups: 5 },
  );
  const written = await interleaved({ bare: () => tell(bare), log: () => tell(log) });
  const figure = (name: string, calls: number, times: typeof disabled, bound?: number): Figure => ({
    area: 'core',
    name,
    value: (times.log / calls) * 1e6,
    unit: 'ns',
    reference: 'bare pino',
    referenceValue: (times.bare / calls) * 1e6,
    ratio: times.log / times.bare,
    bound,
  });
  return [
    figure('logging: a level that is not written', DISABLED, disabled, 1.5),
    figure('logging: a line with three fields, to memory', WRITTEN, written),
  ];
}

function chat(debug: LogMethod): void {
  for (let i = 0; i < DISABLED; i++) {
    fields.i = i;
    debug(fields, 'a bar');
  }
}

function tell(log: Line): void {
  for (let i = 0; i < WRITTEN; i++) {
    fields.i = i;
    log.info(fields, 'filled');
  }
}
