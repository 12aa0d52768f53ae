import type { Strategy } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { portable } from './base/portable.ts';
import { smaCross } from './built-in/sma-cross.ts';
import { isPortfolio } from './is-portfolio.ts';
import { exportedStrategy } from './node/exported-strategy.ts';
import { definePortfolio } from './portfolio-strategy.ts';

const code = { module: 'file:///mine.ts', export: 'default', codeHash: 'h' };
const equal = definePortfolio({
  name: 'equal',
  columns: () => ({}),
  weights: (_, out) => {
    out.fill(1 / out.length);
  },
  rebalance: 1,
});
const loaded = (exported: unknown): Strategy =>
  portable(exportedStrategy({ default: exported }, 'default', 'mine.ts'), code)();

it('is told of a portfolio and of a strategy of signals', () => {
  expect([isPortfolio(equal()), isPortfolio(smaCross())]).toEqual([true, false]);
});

it('is told of what came out of a file, made already or to be made', () => {
  expect([equal, equal(), smaCross, smaCross()].map((exported) => isPortfolio(loaded(exported)))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
