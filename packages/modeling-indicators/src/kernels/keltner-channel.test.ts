import { expect, it } from 'vitest';
import { ExponentialMean } from './exponential-mean.ts';
import { checkKeltner, KeltnerChannel } from './keltner-channel.ts';
import { WilderMean } from './wilder-mean.ts';

it('knows the middle as soon as the price is smooth', () => {
  const channel = new KeltnerChannel(new ExponentialMean(1), new WilderMean(2), 3);
  const answers = [7, 8, 9].map((price) => ({ ...channel.update(price, price - 6) })); // ranges 1, 2, 3
  expect(answers).toEqual([
    { upper: NaN, middle: 7, lower: NaN },
    { upper: 12.5, middle: 8, lower: 3.5 },
    { upper: 15.75, middle: 9, lower: 2.25 },
  ]);
});

it('says which of its parameters makes no sense', () => {
  expect(() => checkKeltner('keltner', 20, 10, 0)).not.toThrow();
  expect(() => checkKeltner('keltner', 20, 0, 2)).toThrow('keltner: atrPeriod is number 0 (give an integer >= 1)');
  expect(() => checkKeltner('keltner', 20, 10, -2)).toThrow('keltner: width is number -2 (give 0 to 1000)');
});
