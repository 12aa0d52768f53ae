import { FLAT, HOLD, LONG, SHORT } from '@tidemark/core-market';
import { rsi } from '@tidemark/modeling-indicators';
import { z } from 'zod';
import { defineStrategy } from '../base/define-strategy.ts';
import { portableBuiltIn } from './portable-built-in.ts';

/**
 * Long from an oversold close on; from an overbought one on flat, or short with `side: 'both'`. In between it keeps its
 * stance.
 *
 * @throws StrategyError INVALID_PARAMS
 * @example rsiReversion({ oversold: 25 }).params // => { period: 14, oversold: 25, overbought: 70, side: 'long' }
 */
export const rsiReversion = /* @__PURE__ */ portableBuiltIn(
  1,
  /* @__PURE__ */ defineStrategy({
    name: 'rsi-reversion',
    params: z
      .object({
        period: z.int().min(1).default(14),
        oversold: z.number().min(0).max(100).default(30),
        overbought: z.number().min(0).max(100).default(70),
        side: z.enum(['long', 'both']).default('long'),
      })
      .refine(({ oversold, overbought }) => oversold < overbought, 'oversold must be below overbought'),
    columns: ({ close }, { period }, once) => ({ rsi: once(rsi, close, period) }),
    decide: ({ rsi }, i, { oversold, overbought, side }) =>
      rsi[i] < oversold ? LONG : rsi[i] > overbought ? (side === 'both' ? SHORT : FLAT) : HOLD,
  }),
);
