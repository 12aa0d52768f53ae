import { expect, it } from 'vitest';
import { silentLogger } from './logger.ts';

it('has every level and says nothing on any of them', () => {
  const { trace, debug, info, warn, error } = silentLogger;
  expect([trace, debug, info, warn, error].map((log) => log({ bar: 7 }, 'message'))).toEqual(Array.from({ length: 5 }));
});
