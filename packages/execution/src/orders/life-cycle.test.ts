import type { OrderStatus } from '@tidemark/core-market';
import { expect, expectTypeOf, it } from 'vitest';
import { isWorking, statesAfter, transition, type FinalStatus, type WorkingStatus } from './life-cycle.ts';

const ALL = ['working', 'partiallyFilled', 'filled', 'cancelled', 'expired', 'rejected'] as const;

it.each(ALL)('from %s goes where the table says, or stays, and nowhere else', (from) => {
  const goes = (to: OrderStatus): boolean => {
    try {
      return transition(7, from, to) === to;
    } catch {
      return false;
    }
  };
  expect(ALL.filter(goes)).toEqual(ALL.filter((to) => [from, ...statesAfter(from)].includes(to)));
});

it('says what cannot be', () => {
  const what = 'order 7 is filled and cannot become cancelled';
  expect(() => transition(7, 'filled', 'cancelled')).toThrow(
    expect.objectContaining({ code: 'INVALID_TRANSITION', what }),
  );
});

it('ends where no other state follows', () => {
  const ends = ALL.filter((status) => statesAfter(status).length === 0);
  expect(ends).toEqual(['filled', 'cancelled', 'expired', 'rejected']);
  expect(ALL.filter((status) => !isWorking({ status }))).toEqual(ends);
});

it('never takes back what was filled in part', () => {
  expect(statesAfter('partiallyFilled')).toEqual(['filled', 'cancelled']);
});

it('tells states that work from final ones, also to the compiler', () => {
  expectTypeOf<WorkingStatus>().toEqualTypeOf<'working' | 'partiallyFilled'>();
  expectTypeOf<FinalStatus>().toEqualTypeOf<'filled' | 'cancelled' | 'expired' | 'rejected'>();
});
