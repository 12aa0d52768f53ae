import { expect, it } from 'vitest';
import { loggingSection } from './logging.ts';

it('writes from info on where nothing is said', () => {
  expect(loggingSection.parse({})).toEqual({ level: 'info', levels: {}, redact: [] });
  expect(loggingSection.parse({ file: { path: 'x' } }).file).toEqual({
    path: 'x',
    format: 'json',
    keep: 5,
    bufferBytes: 0,
  });
});

it.each([
  { level: 'loud' },
  { levels: { data: 'loud' } },
  { file: {} },
  { file: { path: 'x', keep: -1 } },
  { format: 'xml' },
])('refuses %o', (section) => expect(loggingSection.safeParse(section).success).toBe(false));
