import { expect, it } from 'vitest';
import { createLogger, jsonFormatter, type Handler } from '../index.ts';

it('writes the bytes that pino writes in Node', () => {
  const pairs: string[][] = [];
  const handler: Handler = { write: (line, record) => pairs.push([line, jsonFormatter(record)]) };
  const log = createLogger({ handlers: [handler], level: 'trace', bindings: { 'odd "key"\u0001': 'a\nb' } });
  log.trace('plain');
  log.info({ text: 'q"\\\u2028\ud800', nested: { list: [1, null, 'x'] }, none: undefined, yes: true }, 'ü\u0000"');
  log.error(new Error('boom'));
  for (const [line, own] of pairs) expect(line).toBe(own);
  expect(pairs).toHaveLength(3);
});
