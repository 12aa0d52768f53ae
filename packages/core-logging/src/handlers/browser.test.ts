import { expect, it } from 'vitest';
import { createLogger } from '../index.ts';
import { browserHandler } from './browser.ts';
import type { ConsoleLike } from './console.ts';

it('gives the developer tools a coloured level, the message and the record', () => {
  const calls: unknown[][] = [];
  const nothing = (): void => {};
  const console: ConsoleLike = {
    debug: nothing,
    info: (...data) => calls.push([...data]),
    warn: nothing,
    error: nothing,
  };
  const log = createLogger({ handlers: [browserHandler({ console })], wallClock: { now: () => 0 } });
  log.child({ component: 'chart' }).info({ n: 1 }, 'drawn %s');
  log.info('bare');
  expect(calls).toEqual([
    ['%c%s%c %s', 'color: green', 'info', '', 'chart: drawn %s', expect.objectContaining({ n: 1 })],
    ['%c%s%c %s', 'color: green', 'info', '', 'bare', { level: 'info', time: 0, msg: 'bare' }],
  ]);
});
