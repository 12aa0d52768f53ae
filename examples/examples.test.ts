import { readdirSync, readFileSync } from 'node:fs';
import { format } from 'node:util';
import { expect, it, onTestFinished, vi } from 'vitest';

const folder = import.meta.dirname;
const programs = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));

it.each(programs)('%s prints what its comments say', async (program) => {
  const comments = readFileSync(`${folder}/${program}`, 'utf8').matchAll(/\/\/ => (.*)/g);
  const log = vi.spyOn(console, 'log').mockReturnValue();
  onTestFinished(() => log.mockRestore());
  await import(/* @vite-ignore */ `${folder}/${program}`);
  const printed = log.mock.calls.map((args) => format(...args));
  expect(printed).toEqual(Array.from(comments, ([, line]) => line));
});
