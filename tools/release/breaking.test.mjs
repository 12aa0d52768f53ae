import { expect, it } from 'vitest';
import { hiddenBreaks, isBreaking } from './breaking.mjs';

it.each([
  ['0.1.3', '0.1.4', false],
  ['0.1.3', '0.2.0', true],
  ['1.2.3', '1.3.0', false],
  ['1.2.3', '2.0.0', true],
  ['0.9.0', '1.0.0', true],
  ['0.0.1', '0.0.2', true],
  ['1.0.0-beta.1', '1.0.0', false],
])('takes %s -> %s for breaking: %s', (from, to, breaking) => {
  expect(isBreaking(from, to)).toBe(breaking);
});

const version = (currentVersion, newVersion) => ({ currentVersion, newVersion });

it('finds the package that breaks below an umbrella that does not', () => {
  const versions = { '@tidemark/risk': version('0.1.0', '0.2.0'), tidemark: version('0.1.0', '0.1.1') };
  expect(hiddenBreaks(versions)).toEqual(['@tidemark/risk']);
});

it('finds it too when the umbrella is not released at all', () => {
  expect(hiddenBreaks({ '@tidemark/risk': version('0.1.0', '0.2.0') })).toEqual(['@tidemark/risk']);
});

it('lets both break', () => {
  const versions = { '@tidemark/risk': version('0.1.0', '0.2.0'), tidemark: version('0.1.0', '0.2.0') };
  expect(hiddenBreaks(versions)).toEqual([]);
});

it('lets the command line tool break alone: nothing re-exports it', () => {
  expect(hiddenBreaks({ '@tidemark/cli': version('0.1.0', '0.2.0') })).toEqual([]);
});

it('has nothing to say of what is not released', () => {
  expect(hiddenBreaks({ '@tidemark/risk': version('0.1.0', null) })).toEqual([]);
});
