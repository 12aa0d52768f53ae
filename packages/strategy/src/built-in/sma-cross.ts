import { FLAT, HOLD, LONG, SHORT } from '@tidemark/core-market';
import { sma } from '@tidemark/modeling-indicators';
import { z } from 'zod';
import { defineStrategy } from '../base/define-strategy.ts';
import { portableBuiltIn } from './portable-built-in.ts';

/**
 * Long while the fast average of the closes is above the slow one; below it flat, or short with `side: 'both'`. Equal
 * averages keep the stance.
 *
 * @throws StrategyError INVALID_PARAMS
 * @example smaCross({ fast: 10, slow: 30 }).params // => { fast: 10, slow: 30, side: 'long' }
 */
export const smaCross = /* @__PURE__ */ portableBuiltIn(
  1,
  /* @__PURE__ */ defineStrategy({
    name: 'sma-cross',
    params: z
      .object({
        fast: z.int().min(1).default(20),
        slow: z.int().min(2).default(50),
        side: z.enum(['long', 'both']).default('long'),
      })
      .refine(({ fast, slow }) => fast < slow, 'fast must be below slow'),
    columns: ({ close }, { fast, slow }, once) => ({ fast: once(sma, close, fast), slow: once(sma, close, slow) }),
    decide: ({ fast, slow }, i, { side }) =>
      fast[i] > slow[i] ? LONG : fast[i] < slow[i] ? (side === 'both' ? SHORT : FLAT) : HOLD,
  }),
);
