import { expect, it } from 'vitest';
import { terminalHandler } from './terminal.ts';

it('takes the level that it is given and everything without one', () => {
  expect([terminalHandler({ level: 'warn' }).level, terminalHandler().level]).toEqual(['warn', undefined]);
});
