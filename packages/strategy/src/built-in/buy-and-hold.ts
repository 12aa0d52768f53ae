import { LONG } from '@tidemark/core-market';
import { z } from 'zod';
import { defineStrategy } from '../base/define-strategy.ts';
import { portableBuiltIn } from './portable-built-in.ts';

/**
 * Long from the first bar to the last: what a strategy has to beat.
 *
 * @example buyAndHoldStrategy().name // => 'buy-and-hold'
 */
export const buyAndHoldStrategy = /* @__PURE__ */ portableBuiltIn(
  1,
  /* @__PURE__ */ defineStrategy({
    name: 'buy-and-hold',
    params: z.object({}),
    columns: () => ({}),
    decide: () => LONG,
  }),
);
