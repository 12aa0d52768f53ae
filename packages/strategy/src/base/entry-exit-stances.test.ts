import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryExitStances, firstConflict, type Conflict, type EntryExitMasks } from './entry-exit-stances.ts';

const mask = (text: string): Uint8Array => Uint8Array.from(text, (mark) => (mark === '1' ? 1 : 0));
const stances = (masks: Record<string, string>, conflict: Conflict = 'exit', first = 0): number[] => {
  const given = Object.fromEntries(Object.entries(masks).map(([name, text]) => [name, mask(text)]));
  return [...entryExitStances(given, conflict, Object.values(masks)[0]!.length, first)];
};

it('is long from an entry to its exit, and short the other way round', () => {
  expect(stances({ entries: '010010', exits: '000100' })).toEqual([0, 1, 1, 0, 1, 1]);
  expect(stances({ shortEntries: '010010', shortExits: '000100' })).toEqual([0, -1, -1, 0, -1, -1]);
});

it('turns round where the other side is entered, with or without an exit', () => {
  expect(stances({ entries: '10001', shortEntries: '00100' })).toEqual([1, 1, -1, -1, 1]);
});

it('hears an exit only on the side that it belongs to', () => {
  expect(stances({ entries: '1000', exits: '0001', shortEntries: '0000', shortExits: '0110' })).toEqual([1, 1, 1, 0]);
});

describe('an entry and an exit of one side on one bar', () => {
  it.each<[Conflict, number[]]>([
    ['exit', [0, 1, 0]],
    ['entry', [1, 1, 1]],
    ['ignore', [0, 1, 1]],
  ])('conflict: %s', (conflict, expected) => {
    expect(stances({ entries: '111', exits: '101' }, conflict)).toEqual(expected);
    const short = stances({ shortEntries: '111', shortExits: '101' }, conflict);
    expect(short.map((stance) => 0 - stance)).toEqual(expected);
  });
});

it('stays where it is where both sides are called for', () => {
  expect(stances({ entries: '101', shortEntries: '111' })).toEqual([0, -1, -1]);
});

it('leaves one side and takes the other on one bar', () => {
  expect(stances({ entries: '101', exits: '011', shortEntries: '001', shortExits: '000' })).toEqual([1, 0, -1]);
});

it('counts from its first bar on', () => {
  expect(stances({ entries: '1000', exits: '0000' }, 'exit', 1)).toEqual([0, 0, 0, 0]);
});

it('finds the first bar that calls for opposite things', () => {
  const both = { entries: mask('1010'), exits: mask('0010') };
  expect(firstConflict(both, 4)).toBe(2);
  expect(firstConflict(both, 4, 3)).toBe(-1);
  expect(firstConflict({ entries: mask('01'), shortEntries: mask('01') }, 2)).toBe(1);
  expect(firstConflict({ shortEntries: mask('01'), shortExits: mask('01') }, 2)).toBe(1);
});

/** What the sentences say, bar by bar. */
function byHand(masks: Required<EntryExitMasks>, conflict: Conflict): number[] {
  let stance = 0;
  return Array.from(masks.entries!, (_, i) => {
    const side = (entries: Uint8Array, exits: Uint8Array) => {
      const [enter, exit] = [entries[i] === 1, exits[i] === 1];
      if (!(enter && exit)) return { enter, exit };
      return { enter: conflict === 'entry', exit: conflict === 'exit' };
    };
    const long = side(masks.entries!, masks.exits!);
    const short = side(masks.shortEntries!, masks.shortExits!);
    if (long.enter && !short.enter) stance = 1;
    else if (short.enter && !long.enter) stance = -1;
    else if (stance === 1 && long.exit) stance = 0;
    else if (stance === -1 && short.exit) stance = 0;
    return stance;
  });
}

const bits = fc.array(fc.constantFrom(0, 1), { minLength: 30, maxLength: 30 }).map((marks) => Uint8Array.from(marks));
const anyMasks = fc.record({ entries: bits, exits: bits, shortEntries: bits, shortExits: bits });
const anyConflict = fc.constantFrom<Conflict>('exit', 'entry', 'ignore');

it('is what the sentences say', () => {
  fc.assert(
    fc.property(anyMasks, anyConflict, (masks, conflict) => {
      expect([...entryExitStances(masks, conflict, 30)]).toEqual(byHand(masks, conflict));
    }),
  );
});

it('says of a bar what it says when the bars after it are not there', () => {
  fc.assert(
    fc.property(anyMasks, anyConflict, fc.nat(30), (masks, conflict, cut) => {
      const part = Object.fromEntries(Object.entries(masks).map(([name, marks]) => [name, marks.slice(0, cut)]));
      expect(entryExitStances(part, conflict, cut)).toEqual(entryExitStances(masks, conflict, 30).slice(0, cut));
    }),
  );
});
