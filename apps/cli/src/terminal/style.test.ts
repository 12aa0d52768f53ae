import { describe, expect, it } from 'vitest';
import { signs, styleOf, type StyleFacts } from './style.ts';

const style = (facts: Partial<StyleFacts>) =>
  styleOf({ isTerminal: true, columns: 80, env: { LANG: 'en_US.UTF-8' }, platform: 'linux', ...facts });

it.each([
  [{ columns: 80 }, 80],
  [{ columns: 300 }, 100],
  [{ columns: 10 }, 40],
  [{ columns: undefined }, 80],
  [{ columns: undefined, env: { COLUMNS: '72' } }, 72],
])('of %o is %d columns wide', (facts, width) => {
  expect(style(facts).width).toBe(width);
});

describe('colour', () => {
  it.each([
    ['is on a terminal', {}, true],
    ['is not in a pipe', { isTerminal: false }, false],
    ['goes with NO_COLOR', { env: { NO_COLOR: '1' } }, false],
    ['stays where NO_COLOR is empty', { env: { NO_COLOR: '' } }, true],
    ['goes with TERM=dumb', { env: { TERM: 'dumb' } }, false],
    ['comes to a pipe with FORCE_COLOR', { isTerminal: false, env: { FORCE_COLOR: '1' } }, true],
    ['goes with FORCE_COLOR=0', { env: { FORCE_COLOR: '0' } }, false],
    ['goes where both are set', { env: { NO_COLOR: '1', FORCE_COLOR: '1' } }, false],
  ])('%s', (_, facts, colour) => {
    expect(style(facts).red('x')).toBe(colour ? '\u001B[31mx\u001B[39m' : 'x');
  });
});

describe('signs beyond ASCII', () => {
  it.each([
    [{}, true],
    [{ isTerminal: false }, false],
    [{ env: { LC_ALL: 'C', LANG: 'en_US.UTF-8' } }, false],
    [{ env: { LC_CTYPE: 'C.utf8' } }, true],
    [{ env: {} }, false],
    [{ env: {}, platform: 'darwin' }, true],
    [{ env: {}, platform: 'win32' }, false],
    [{ env: { WT_SESSION: 'x' }, platform: 'win32' }, true],
    [{ env: { TERM: 'linux', LANG: 'C.UTF-8' } }, false],
  ])('of %o: %s', (facts, unicode) => {
    expect(style(facts).unicode).toBe(unicode);
  });

  it('are replaced where they cannot be shown', () => {
    expect(signs({ unicode: false }, '\u2212€5\u00A0·')).toBe('-EUR 5 -');
    expect(signs({ unicode: true }, '\u2212€5')).toBe('\u2212€5');
  });
});
