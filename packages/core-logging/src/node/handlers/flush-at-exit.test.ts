import { expect, it } from 'vitest';
import { flushAtExit, forgetAtExit } from './flush-at-exit.ts';

it('listens once however many there are, and not at all where there is none', () => {
  const before = process.listenerCount('exit');
  const handlers = Array.from({ length: 20 }, () => ({ flushSync: () => {} }));
  handlers.forEach(flushAtExit);
  expect(process.listenerCount('exit')).toBe(before + 1);
  handlers.forEach(forgetAtExit);
  forgetAtExit(handlers[0]!);
  expect(process.listenerCount('exit')).toBe(before);
});
