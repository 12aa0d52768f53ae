import type { IndicatorStream, StreamState } from './indicator.ts';
import type { Kernel } from './kernel.ts';

/** A kernel, a kernel inside it, or its `ring`, by what it remembers. */
type Memory = Record<string, unknown>;

/** What a kernel remembers, as plain data that shares nothing with it; or such data read again (NaN is null in JSON). */
const plain = (memory: unknown): StreamState =>
  JSON.parse(
    JSON.stringify(memory, (field, value: unknown) => (field === 'ring' ? [...(value as Float64Array)] : value)),
    (_, value: unknown) => value ?? NaN,
  ) as StreamState;

/** Puts plain data into a fresh kernel. Throws where it is not what such a kernel remembers. */
function restore(memory: Memory, state: Memory): void {
  const { ring, at } = state as { readonly ring?: object; readonly at: number };
  if (ring && !(at in ring)) throw new RangeError();
  for (const field in { ...state, ...memory }) {
    const value = state[field];
    const kind = typeof memory[field];
    if (kind === 'object') restore(memory[field] as Memory, value as Memory);
    else if (kind === 'number' && kind === typeof value) memory[field] = value;
    else if (kind !== 'function') throw new RangeError(); // a stream inside has some
  }
}

/** What an update may change, and what it was before: every number, and one place in every ring. */
const marksOf = (memory: Memory): (readonly [memory: Memory, field: string, before: unknown])[] =>
  Object.keys(memory).flatMap((field) => {
    const value = memory[field] as Memory;
    const at = memory.at as string;
    return field === 'ring'
      ? [[value, at, value[at]]]
      : typeof value === 'object'
        ? marksOf(value)
        : [[memory, field, value]];
  });

/**
 * Makes a stream of a fresh kernel: what it remembers can be looked at, put back, written down and read again.
 *
 * @param open makes the kernel
 * @param state what it is to remember; without it, nothing yet
 * @throws RangeError where that is not what such a kernel remembers
 */
export function openStream<
  Params extends readonly unknown[],
  Inputs extends readonly number[],
  Output extends string | undefined,
>(
  indicator: string,
  open: (...params: Params) => Kernel<Inputs, Output>,
  params: Params,
  state?: unknown,
): IndicatorStream<Inputs, Output> {
  const kernel = open(...params);
  if (state !== undefined) restore(kernel as unknown as Memory, plain(state));
  return Object.assign(kernel, {
    copy: () => openStream(indicator, open, params, kernel),
    save: () => ({ indicator, params, state: plain(kernel) }),
    peek(...bar: Inputs) {
      const marks = marksOf(kernel as unknown as Memory);
      const answer = kernel.update(...bar);
      for (const [memory, field, before] of marks) memory[field] = before;
      return answer;
    },
  });
}
