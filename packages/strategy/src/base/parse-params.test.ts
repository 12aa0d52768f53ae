import { LONG } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineStrategy } from './define-strategy.ts';

const cross = defineStrategy({
  name: 'cross',
  params: z
    .object({
      fast: z.int().min(1).default(2),
      slow: z.int().min(2).max(500).default(3),
      side: z.enum(['long', 'both']).default('both'),
    })
    .refine(({ fast, slow }) => fast < slow, 'fast must be below slow'),
  columns: () => ({}),
  decide: () => LONG,
});

describe('parameters', () => {
  it('are completed by the defaults of the schema', () => {
    expect(cross().params).toEqual({ fast: 2, slow: 3, side: 'both' });
    expect(cross({ fast: 1 }).params).toEqual({ fast: 1, slow: 3, side: 'both' });
  });

  it.each([
    [{ fast: 0 }, 'fast is 0, allowed is at least 1'],
    [{ slow: 501 }, 'slow is 501, allowed is at most 500'],
    [{ fast: 1.5 }, 'fast is 1.5, allowed is a whole number'],
    [{ fast: '5' }, 'fast is "5", allowed is a value of type number'],
    [{ side: 'short' }, 'side is "short", allowed is "long" or "both"'],
    [{ fast: 30, slow: 20 }, 'fast must be below slow: { fast: 30, slow: 20 }'],
    [{ fast: 0, slow: 1 }, 'fast is 0, allowed is at least 1; slow is 1, allowed is at least 2'],
    [7, 'params is 7, allowed is a value of type object'],
  ])('%j are refused with the value and what is allowed', (input, what) => {
    expect(() => cross(input as never)).toThrow(
      expect.objectContaining({ code: 'INVALID_PARAMS', where: 'strategy cross', what: expect.stringContaining(what) }),
    );
  });

  it('with a misspelt name are refused, and the near name suggested', () => {
    expect(() => cross({ slwo: 30 } as never)).toThrow(
      expect.objectContaining({
        code: 'INVALID_PARAMS',
        what: 'there is no parameter slwo',
        fix: 'did you mean slow?',
      }),
    );
    expect(() => cross({ quantity: 30 } as never)).toThrow(
      expect.objectContaining({ fix: 'the parameters are fast, slow, side' }),
    );
  });

  it('may have any name where the schema is loose', () => {
    const loose = defineStrategy({ name: 'loose', params: z.looseObject({}), columns: () => ({}), decide: () => LONG });
    expect(loose({ anything: 1 }).params).toEqual({ anything: 1 });
  });

  it('are checked by name behind a transformation too', () => {
    const params = z.object({ days: z.number().default(1) }).transform(({ days }) => ({ bars: days * 390 }));
    const daily = defineStrategy({ name: 'daily', params, columns: () => ({}), decide: () => LONG });
    expect(daily({ days: 2 }).params).toEqual({ bars: 780 });
    expect(() => daily({ dyas: 2 } as never)).toThrow('did you mean days?');
  });

  it('are refused where the schema itself fails', () => {
    const params = z.object({ level: z.number().refine(async () => true) });
    const late = defineStrategy({ name: 'late', params, columns: () => ({}), decide: () => LONG });
    expect(() => late({ level: 1 })).toThrow(
      expect.objectContaining({ code: 'INVALID_PARAMS', what: expect.stringContaining('the schema failed') }),
    );
  });

  it('are refused where a strategy has none', () => {
    expect(() => (longOnFactory as (input: unknown) => unknown)({ level: 1 })).toThrow(
      'the strategy takes no parameters',
    );
  });
  const longOnFactory = defineStrategy({ name: 'plain', columns: () => ({}), decide: () => LONG });
});
