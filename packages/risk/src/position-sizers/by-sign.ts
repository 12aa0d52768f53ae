import type { Sizer } from './sizer.ts';

/**
 * The same sizer for every strength of signal: 0.3 is answered like 1.
 *
 * @example bySign({ name: 'ten', quantity: () => 10 }).name // => 'bySign(ten)'
 */
export function bySign(sizer: Sizer): Sizer {
  return { name: `bySign(${sizer.name})`, conviction: 'sign', quantity: (context) => sizer.quantity(context) };
}
