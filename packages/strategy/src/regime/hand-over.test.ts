import { describe, expect, it } from 'vitest';
import { Transition, type HandOver } from './hand-over.ts';

/** What a transition answers from the bar on which the regime changes: what is said, and the stance after it. */
const answers = (mode: HandOver, held: number, baseline: number, bars: [said: number, stance: number][]) => {
  const transition = new Transition();
  transition.begin(mode, held, baseline);
  return bars.map(([said, stance]) => transition.answer(said, stance));
};

describe('adopt', () => {
  it('takes the stance at once, and then what is said', () => {
    expect(
      answers('adopt', 1, -1, [
        [NaN, -1],
        [NaN, -1],
        [0, 0],
      ]),
    ).toEqual([-1, NaN, 0]);
  });

  it('waits for a member that is not ready', () => {
    expect(
      answers('adopt', 1, NaN, [
        [NaN, NaN],
        [NaN, 0],
        [1, 1],
      ]),
    ).toEqual([NaN, 0, 1]);
  });
});

describe('carry', () => {
  it('keeps the position until the stance changes', () => {
    expect(
      answers('carry', 1, -1, [
        [NaN, -1],
        [-1, -1],
        [0, 0],
        [NaN, 0],
      ]),
    ).toEqual([NaN, NaN, 0, NaN]);
  });

  it('counts a change on the very bar', () => {
    expect(
      answers('carry', 1, -1, [
        [0.5, 0.5],
        [NaN, 0.5],
      ]),
    ).toEqual([0.5, NaN]);
  });

  it('waits for a member that is not ready, and for its first word', () => {
    expect(
      answers('carry', 1, NaN, [
        [NaN, NaN],
        [NaN, 0],
        [NaN, 0],
        [-1, -1],
      ]),
    ).toEqual([NaN, NaN, NaN, -1]);
    expect(
      answers('carry', 1, NaN, [
        [NaN, NaN],
        [-1, -1],
      ]),
    ).toEqual([NaN, -1]);
  });
});

describe('flatten', () => {
  it('closes first, and enters on a change after that', () => {
    expect(
      answers('flatten', 1, -1, [
        [-1, -1],
        [-1, -1],
        [1, 1],
        [NaN, 1],
      ]),
    ).toEqual([0, NaN, 1, NaN]);
  });

  it('closes also for a member that is not ready', () => {
    expect(
      answers('flatten', 1, NaN, [
        [NaN, NaN],
        [NaN, NaN],
        [1, 1],
      ]),
    ).toEqual([0, NaN, 1]);
  });
});

describe('blend', () => {
  it('moves in equal steps to the stance as it is on each bar', () => {
    expect(
      answers({ blend: 4 }, 1, -1, [
        [NaN, -1],
        [NaN, -1],
        [0, 0],
        [NaN, 0],
        [NaN, 0],
      ]),
    ).toEqual([0.5, 0, 0.25, 0, NaN]);
  });

  it('over one bar adopts', () => {
    expect(
      answers({ blend: 1 }, 1, -1, [
        [NaN, -1],
        [NaN, -1],
      ]),
    ).toEqual([-1, NaN]);
  });

  it('begins when the member is ready', () => {
    expect(
      answers({ blend: 2 }, 1, NaN, [
        [NaN, NaN],
        [-1, -1],
        [-1, -1],
      ]),
    ).toEqual([NaN, 0, -1]);
  });
});

it('is over once it is settled', () => {
  const transition = new Transition();
  transition.begin('carry', 1, -1);
  transition.settle();
  expect([transition.answer(NaN, -1), transition.answer(-1, -1)]).toEqual([NaN, -1]);
});
