import type { StreamResult } from './indicator.ts';

/**
 * What an indicator does with each bar, in O(1). Peeking, copying and saving are made of it (`openStream`).
 *
 * **What it remembers are its plain fields**: numbers, further kernels, plain objects and arrays of either, and
 * `Float64Array`s that an update writes in one place only, at its field `at` as it was before. **What shapes it are #private fields**: periods,
 * weights, and the object in which several outputs are answered (`answerOf`).
 *
 * A bar that is not known (NaN, or infinite) answers NaN, and the kernel starts anew behind it. So every bar is given to
 * every kernel inside, also the unknown ones.
 */
export interface Kernel<
  Inputs extends readonly number[] = [value: number],
  Output extends string | undefined = undefined,
> {
  /** Takes a closed bar. NaN until the warm-up is over. Several outputs may be answered in the same object every time. */
  update(...bar: Inputs): StreamResult<Output>;
}
