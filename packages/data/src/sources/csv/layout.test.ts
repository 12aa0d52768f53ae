import { expect, it } from 'vitest';
import { layoutOf } from './layout.ts';

const at = { delimiter: 44, where: 'es.csv:1', line: 1 };

it('finds columns in any order and by their usual names', () => {
  const layout = layoutOf(['Vol', ' Date ', 'C', 'note', 'L', 'H', 'O', 'Adj Close'], {}, at);
  expect(layout.names).toEqual(['time', 'open', 'high', 'low', 'close', 'volume', 'adjclose']);
  expect([...layout.targets]).toEqual([5, 0, 4, -1, 3, 2, 1, 6]);
  expect(layout.ignored).toEqual(['note']);
});

it('takes the name that the caller gives before the usual ones', () => {
  const header = ['date', 'open', 'high', 'low', 'close', 'settle'];
  expect([...layoutOf(header, { columns: { close: 'Settle' } }, at).targets]).toEqual([0, 1, 2, 3, -1, 4]);
});

it('asks which one is meant where two headers mean the same', () => {
  const header = ['date', 'time', 'open', 'high', 'low', 'close'];
  expect(() => layoutOf(header, {}, at)).toThrow('"date" and "time" both mean time');
  expect(layoutOf(header, { columns: { time: 'date' } }, at).ignored).toEqual(['time']);
});
