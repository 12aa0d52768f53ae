import type { IndicatorStream, StreamState } from './indicator.ts';
import type { Kernel } from './kernel.ts';

/** A kernel, a kernel inside it, or its `ring`, by what it remembers. */
type Memory = Record<string, unknown>;

/** What a kernel remembers, as plain data that shares nothing with it; or such data read again (NaN is null in JSON). */
export const plain = (memory: unknown): StreamState =>
  JSON.parse(
    JSON.stringify(memory, (field, value: unknown) => (field === 'ring' ? [...(value as Float64Array)] : value)),
    (_, value: unknown) => value ?? NaN,
  ) as StreamState;

/**
 * Puts what another kernel remembers into a fresh one: its fields, or plain data made of them.
 *
 * @returns the kernel
 * @throws where that is not what such a kernel remembers
 */
export const filled = ((memory: Memory, state: Memory): Memory => {
  (memory.ring as Float64Array | undefined)?.[state.at as number].valueOf(); // throws where the place is none of the ring's
  for (const field in { ...state, ...memory }) {
    const value = state[field];
    const kind = typeof memory[field];
    if (kind === 'object') filled(memory[field], value);
    else if (kind !== 'function') {
      // a number: functions are what a stream inside has
      if (kind !== typeof value) throw Error();
      memory[field] = value;
    }
  }
  return memory;
}) as <K>(kernel: K, state: unknown) => K;

/** Puts back what an update may change, each by itself: every number, and one place in every ring (what has a buffer). */
const undoing = (memory: Memory, fields: readonly string[] = Object.keys(memory)): (() => void)[] =>
  fields.flatMap((field) => {
    const value = memory[field];
    return typeof value === 'object'
      ? undoing(value as Memory, (value as Partial<Float64Array>).buffer && [memory.at as string])
      : () => (memory[field] = value);
  });

/**
 * Makes a stream of a fresh kernel: what it remembers can be looked at, put back and written down.
 *
 * @param open makes the kernel
 */
export const openStream = <
  Params extends readonly unknown[],
  Inputs extends readonly number[],
  Output extends string | undefined,
>(
  indicator: string,
  open: (...params: Params) => Kernel<Inputs, Output>,
  params: Params,
): IndicatorStream<Inputs, Output> => {
  const kernel = open(...params);
  return Object.assign(kernel, {
    copy: () => filled(openStream(indicator, open, params), kernel),
    save: () => ({ indicator, params, state: plain(kernel) }),
    peek(...bar: Inputs) {
      const undo = undoing(kernel as unknown as Memory);
      const answer = kernel.update(...bar);
      for (const each of undo) each();
      return answer;
    },
  });
};
