import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import * as patterns from './index.ts';
import type { Candlestick } from './pattern/define-candlestick.ts';

type Name = keyof typeof patterns;

/** What a pattern looks like: bars as `open high low close`, the newest last. */
interface Example {
  readonly of: Name;
  readonly bars: string;
  /** What it reads on the last of them. */
  readonly reads: number;
  /** Another last bar (or other bars), with which it reads 0. */
  readonly unlike: string;
  /** Upside down it reads the opposite. */
  readonly isMirrored: boolean;
}

// pattern | bars | what it reads on the last (± where it reads the opposite upside down) | another last bar: it reads 0
const examples: readonly Example[] = `
# A body that is next to nothing.
doji | 100 102 98 100.25 | 100 | 100 102 98 100.75
dragonflyDoji | 100 100.25 97 100 | 100 | 100 101 97 100
gravestoneDoji | 100 103 99.75 100 | 100 | 100 103 99 100
longLeggedDoji | 100 103 100 100.25 | 100 | 100 100.5 99.9 100.3
rickshawMan | 100 102 98 100.25 | 100 | 101.5 102 98 101.25
takuri | 100 100.25 98 99.9 | 100 | 100 100.25 99.75 99.9
dojiStar | 101 101.5 97.5 98, 97 97.5 96.5 97 | ±100 | 98 98.5 97.5 98
tristar | 100 101 99 100, 98 99 97 98, 99 100 98 99 | ±100 | 98 99 97 98
# One candle.
marubozu | 100 103.25 99.75 103 | ±100 | 100 104 99.75 103
closingMarubozu | 100 103.25 98 103 | ±100 | 100 104 98 103
beltHold | 100 105 99.75 103 | ±100 | 100 105 99 103
longLine | 100 104 99 103 | ±100 | 100 105 99 103
shortLine | 100 101.5 99 100.5 | ±100 | 100 102.5 99 100.5
spinningTop | 100 101.5 99 100.5 | ±100 | 100 100.75 99 100.5
highWave | 100 102 98.5 100.5 | ±100 | 100 101.5 98.5 100.5
# One candle, and where it stands.
hammer | 98 98.75 96 98.5 | 100 | 100 100.75 98 100.5
hangingMan | 102 102.75 100 102.5 | -100 | 100 100.75 98 100.5
invertedHammer | 99 101 98.75 99.5 | 100 | 99.75 101.5 99.5 100.25
shootingStar | 102 104 101.75 102.5 | -100 | 100.75 103 100.5 101.25
# Two candles.
engulfing | 101 102 99 100, 99.5 102 99 101.5 | ±100 | 100.5 102 99 101.5
engulfing | 101 102 99 100, 100 102 99 101.5 | ±80 | 100 102 99 101
harami | 103 104 99 100, 101 102 100.5 101.5 | ±100 | 99.5 102 99 100.25
harami | 103 104 99 100, 100 101 99.5 100.5 | ±80 | 99.5 102 99 100.25
haramiCross | 103 104 99 100, 101 102 100 101 | ±100 | 101 102 100.5 102
haramiCross | 103 104 99 100, 100 101 99 100 | ±80 | 99 101 98 99
homingPigeon | 103 104 99 100, 102 102.5 101 101.5 | 100 | 101.5 102.5 101 102
piercing | 103 104 99 100, 98 102.5 97.5 102 | 100 | 98 102.5 97.5 101
darkCloudCover | 100 104 99.5 103, 105 105.5 100.5 101 | -100 | 105 105.5 101 102
inNeck | 103 104 99 100, 98 100.5 97.5 100.125 | -100 | 98 101 97.5 100.5
onNeck | 103 104 99 100, 97 99.5 96.5 99.125 | -100 | 97 100 96.5 99.5
thrusting | 103 104 99 100, 98 101.5 97.5 101 | -100 | 98 102.5 97.5 102
counterattack | 103 104 99 100, 97 100.5 96.5 100.125 | ±100 | 97 101.5 96.5 101
separatingLines | 103 104 99 100, 103.125 106.5 103 106 | ±100 | 102 106.5 101.9 106
matchingLow | 103 104 99 100, 102 102.5 99.5 100.125 | 100 | 102 102.5 99.5 101
kicking | 103 103.125 99.875 100, 104 107.125 103.875 107 | ±100 | 103 106.125 102.875 106
kickingByLength | 104 104.125 99.875 100, 105 108.125 104.875 108 | ±-100 | 104 107.125 103.875 107
# Three candles: a star between two others.
morningStar | 103 104 99 100, 98.5 99 97.5 98, 98.5 102.5 98 102 | 100 | 98.5 101 98 100.5
morningDojiStar | 103 104 99 100, 98 99 97 98, 98.5 102.5 98 102 | 100 | 103 104 99 100, 98.5 99 97.5 98, 98.5 102.5 98 102
eveningStar | 100 104 99 103, 104.5 105.5 104 105, 104.5 105 100.5 101 | -100 | 104.5 105 102 102.5
eveningDojiStar | 100 104 99 103, 105 106 104 105, 104.5 105 100.5 101 | -100 | 100 104 99 103, 104.5 105.5 104 105, 104.5 105 100.5 101
abandonedBaby | 103 104 99 100, 97 98 96 97, 99 103 98.5 102 | ±100 | 99 103 97.5 102
# Three or four candles: a march, or one that tires.
threeWhiteSoldiers | 100 102.25 99.5 102, 101 104.25 100.5 104, 103 106.25 102.5 106 | 100 | 103 107 102.5 106
advanceBlock | 100 103.5 99.5 103, 102 105 101.5 104, 103.5 106 103 104.5 | -100 | 103.5 105.5 103 104.5
stalledPattern | 100 103 99.5 102, 101 104.25 100.5 104, 103.875 104.5 103.5 104.375 | -100 | 103.875 107 103.5 106
threeBlackCrows | 100 105 99.5 104, 103 104 100.75 101, 102 102.5 98.75 99, 100 101 96.75 97 | -100 | 100 101 95 97
identicalThreeCrows | 105 105.5 102.75 103, 103.125 104 100.75 101, 101.125 102 98.75 99 | -100 | 101.5 102 98.75 99
threeStarsInSouth | 104 104.5 97 101, 103 103.5 99 101.5, 101 101.25 100.25 100.5 | 100 | 101 101.25 98.5 100.5
# Three candles: other turns and gaps.
threeInside | 103 104 99 100, 101 102 100.5 101.5, 101 104.5 100.5 104 | ±100 | 101 103 100.5 102.5
threeOutside | 101 102 99 100, 99.5 102 99 101.5, 101 103 100.5 102.5 | ±100 | 101 103 100.5 101
twoCrows | 100 104 99.5 103, 105 106 104 104.5, 104.75 105 101 102 | -100 | 104.75 105 103 103.5
upsideGapTwoCrows | 100 104 99.5 103, 105 106 104 104.5, 105.5 106 103.5 104 | -100 | 105.5 106 102 102.5
uniqueThreeRiver | 104 104.5 99 100, 103 103.5 97 101, 98 98.875 97.5 98.5 | 100 | 96.5 97.5 96 97
stickSandwich | 103 104 99 100, 101 103.5 100.5 103, 102 102.5 99.5 100.125 | 100 | 102 102.5 100 101
gapSideSideWhite | 100 102 98 101, 103 105.5 102.5 105, 103.125 105.5 102.5 105.25 | 100 | 104 106.5 103.5 106
gapSideSideWhite | 100 102 98 101, 95 97.5 94.5 97, 95.125 97.5 94.5 97.25 | -100 | 99 101.5 98.5 101
tasukiGap | 100 102 98 101, 103 105.5 102.5 105, 104 104.5 101.5 102 | ±100 | 103.5 104 100.5 101
xSideGapThreeMethods | 100 102 98 101, 103 105.5 102.5 105, 104 104.5 100 100.5 | ±100 | 104 104.5 101.5 102
# Four or five candles.
threeLineStrike | 100 102.5 99.5 102, 101 103.5 100.5 103, 102 104.5 101.5 104, 105 105.5 98.5 99 | ±100 | 105 105.5 100 100.5
concealingBabySwallow | 104 104.125 100.875 101, 101 101.125 97.875 98, 96 99 94.5 95, 99.25 99.5 94 94.5 | 100 | 99.25 99.5 94.75 95
breakaway | 104 104.5 100.5 101, 99 99.5 97.5 98, 98 98.5 96.5 97, 97 97.5 94.5 95, 95 100.5 94.5 100 | ±100 | 95 99 94.5 98.5
ladderBottom | 110 110.5 107.5 108, 109 109.5 105.5 106, 107 107.5 103.5 104, 105 106.5 102.5 103, 105.5 108 105 107.5 | 100 | 105.5 106.5 105 106
matHold | 100 104.5 99.5 104, 105.5 106 104.75 105, 104.5 105 103.25 103.5, 103.75 104 102.5 103.25, 103.5 107 103 106.5 | 100 | 103.5 106 103 105.5
riseFallThreeMethods | 100 105.5 99.5 105, 104 104.5 103 103.5, 103.5 103.75 102.5 103, 102.75 103 102 102.5, 102.75 107 102 106.5 | ±100 | 102.75 105 102 104.5
# A false move, and what comes of it.
hikkake | 100 102 98 101, 100 101 99 100.5, 99.5 100 97 98.5 | ±100 | 100 101 97 98.5
hikkake | 100 102 98 101, 100 101 99 100.5, 99.5 100 97 98.5, 98.5 102 98 101.25 | ±200 | 98.5 102 98 101
hikkakeModified | 100 104 96 101, 100 103 97 97.5, 98 102 98 99, 99 101 97 98 | ±100 | 99 102.5 98.5 99
hikkakeModified | 100 104 96 101, 100 103 97 97.5, 98 102 98 99, 99 101 97 98, 98 103 98 102.5 | ±200 | 98 103 98 102
`
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [name, bars, reads, unlike] = line.split(' | ');
    return { of: name as Name, bars, reads: Number(reads.replace('±', '')), unlike, isMirrored: reads.startsWith('±') };
  });

/** How deep it must reach, where it asks for that. */
const penetrations: Partial<Record<Name, number>> = {
  darkCloudCover: 0.5,
  morningStar: 0.3,
  morningDojiStar: 0.3,
  eveningStar: 0.3,
  eveningDojiStar: 0.3,
  abandonedBaby: 0.3,
  matHold: 0.5,
};

const paramsOf = (name: Name): number[] => (name in penetrations ? [penetrations[name]!] : []);
const all: Readonly<Record<Name, unknown>> = patterns;
const patternOf = (name: Name): Candlestick<number[]> => all[name] as Candlestick<number[]>;

// The market before: a body of 1 in a range of 4. So a body of more than 1 is long and one of less is short, one of up to
// 0.4 is a doji and a shadow of less than that is very short, 0.8 is near and 0.2 is equal.
const ordinary = Array.from({ length: 14 }, () => '100 102 98 101').join(', ');

/** The columns of bars as `open high low close, open high low close`. */
function columnsOf(text: string): Float64Array[] {
  const bars = text.split(', ').map((bar) => bar.split(' ').map(Number));
  return [0, 1, 2, 3].map((price) => Float64Array.from(bars, (bar) => bar[price]));
}

/** The same bars, upside down. */
function mirrored([open, high, low, close]: readonly Float64Array[]): Float64Array[] {
  return [open, low, high, close].map((column) => column.map((price) => 200 - price));
}

function lastOf(name: Name, columns: readonly Float64Array[]): number | undefined {
  const [open, high, low, close] = columns;
  return patternOf(name)(open, high, low, close, ...paramsOf(name)).at(-1);
}

describe.each(examples)('$of: $bars', ({ of: name, bars, reads, unlike, isMirrored }) => {
  const before = bars.split(', ').slice(0, -1);
  const like = columnsOf(`${ordinary}, ${bars}`);
  const other = columnsOf(`${ordinary}, ${unlike.includes(',') ? unlike : [...before, unlike].join(', ')}`);

  it(`reads ${reads}`, () => {
    expect(lastOf(name, like)).toBe(reads);
  });

  it(`reads 0 with ${unlike}`, () => {
    expect(lastOf(name, other)).toBe(0);
  });

  if (!isMirrored) return;
  it('reads the opposite upside down', () => {
    expect([lastOf(name, mirrored(like)), lastOf(name, mirrored(other))]).toEqual([-reads, 0]);
  });
});

it('has an example of each pattern', () => {
  expect(new Set(examples.map(({ of: name }) => name))).toEqual(new Set(Object.keys(patterns)));
});

const lookbacks: Readonly<Record<Name, number>> = {
  engulfing: 2,
  xSideGapThreeMethods: 2,
  threeOutside: 3,
  hikkake: 5,
  matchingLow: 6,
  gapSideSideWhite: 7,
  stickSandwich: 7,
  tasukiGap: 7,
  threeLineStrike: 8,
  beltHold: 10,
  closingMarubozu: 10,
  doji: 10,
  dragonflyDoji: 10,
  gravestoneDoji: 10,
  highWave: 10,
  hikkakeModified: 10,
  longLeggedDoji: 10,
  longLine: 10,
  marubozu: 10,
  rickshawMan: 10,
  shortLine: 10,
  spinningTop: 10,
  takuri: 10,
  counterattack: 11,
  darkCloudCover: 11,
  dojiStar: 11,
  hammer: 11,
  hangingMan: 11,
  harami: 11,
  haramiCross: 11,
  homingPigeon: 11,
  inNeck: 11,
  invertedHammer: 11,
  kicking: 11,
  kickingByLength: 11,
  onNeck: 11,
  piercing: 11,
  separatingLines: 11,
  shootingStar: 11,
  thrusting: 11,
  abandonedBaby: 12,
  advanceBlock: 12,
  eveningDojiStar: 12,
  eveningStar: 12,
  identicalThreeCrows: 12,
  morningDojiStar: 12,
  morningStar: 12,
  stalledPattern: 12,
  threeInside: 12,
  threeStarsInSouth: 12,
  threeWhiteSoldiers: 12,
  tristar: 12,
  twoCrows: 12,
  uniqueThreeRiver: 12,
  upsideGapTwoCrows: 12,
  concealingBabySwallow: 13,
  threeBlackCrows: 13,
  breakaway: 14,
  ladderBottom: 14,
  matHold: 14,
  riseFallThreeMethods: 14,
};

// On a market where each example comes again and again, a quarter higher each time.
describe.each(Object.entries(lookbacks) as [Name, number][])('%s', (name, lookback) => {
  const blocks = examples.filter((example) => example.of === name).map(({ bars }) => columnsOf(`${ordinary}, ${bars}`));
  const columns = [0, 1, 2, 3].map((price) =>
    Float64Array.from(
      Array.from({ length: 6 }, (_, i) =>
        blocks.flatMap((block) => [...block[price]].map((value) => value + i / 4)),
      ).flat(),
    ),
  );
  const params = paramsOf(name);
  describeIndicator(
    patternOf(name),
    {
      params,
      lookback,
      columns,
      flat: () => (name === 'doji' ? 100 : 0),
      invalid: [[-0.1], [NaN], [Infinity]].slice(0, params.length * 3),
    },
    { describe, it },
  );
});

it('asks how deep the candle must reach: a close on the line is not beyond it', () => {
  const columns = columnsOf(`${ordinary}, 100 104 99.5 103, 105 105.5 100.5 101.5`);
  const [open, high, low, close] = columns;
  const read = (penetration: number): number | undefined =>
    patterns.darkCloudCover(open, high, low, close, penetration).at(-1);
  expect([0.25, 0.5, 0.75].map(read)).toEqual([-100, 0, 0]); // 1.5 of a body of 3
});

it('waits 3 bars for a hikkake to be confirmed, and no longer', () => {
  const falseMove = '100 102 98 101, 100 101 99 100.5, 99.5 100 97 98.5';
  const still = '99 101 96 100';
  const confirmed = '99 102 95 101.5';
  const after = (...bars: string[]): number | undefined =>
    lastOf('hikkake', columnsOf([ordinary, falseMove, ...bars].join(', ')));
  expect(after(still, still, confirmed)).toBe(200);
  expect(after(still, still, still, confirmed)).toBe(0);
  expect(after(confirmed, confirmed)).toBe(0);
});

it('takes a new false move for the old one', () => {
  const text = '100 102 98 101, 100 101 99 100.5, 99.5 100 97 98.5, 98 99.5 97.5 99, 99 101.5 98.5 101.25';
  expect(lastOf('hikkake', columnsOf(`${ordinary}, ${text}`))).toBe(-100); // and no 200, though it closes above 101
});
