import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { onAbort } from './on-abort.ts';

it('calls back all who wait for a signal, in their order, with one listener', () => {
  const controller = new AbortController();
  const called: number[] = [];
  const forget = Array.from({ length: 100 }, (_, i) => onAbort(controller.signal, () => called.push(i)));
  for (const i of [0, 50]) forget[i]!();
  expect(getEventListeners(controller.signal, 'abort').length).toBe(1);
  controller.abort();
  expect(called).toEqual([...Array(100).keys()].filter((i) => i !== 0 && i !== 50));
});

it('calls nobody who has gone meanwhile', () => {
  const controller = new AbortController();
  const called: string[] = [];
  onAbort(controller.signal, () => {
    called.push('first');
    forgetSecond();
  });
  const forgetSecond = onAbort(controller.signal, () => called.push('second'));
  controller.abort();
  expect(called).toEqual(['first']);
});
