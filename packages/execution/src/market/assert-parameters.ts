import { ExecutionError } from '../error.ts';

/** Parameters of a model by name; what is undefined is not looked at. */
export type Parameters = Readonly<Record<string, number | undefined>>;

/**
 * Refuses what is not a number from 0 on.
 *
 * @param code of the error
 * @param where the model
 * @throws ExecutionError with that code
 * @example assertAmounts('INVALID_MARGIN', 'futuresMargin', { initial: 12_000 }) // => undefined
 */
export function assertAmounts(code: string, where: string, amounts: Parameters): void {
  for (const [name, value] of Object.entries(amounts)) {
    if (value === undefined || (value >= 0 && Number.isFinite(value))) continue;
    const fix = `give ${name} as a number that is not negative`;
    throw new ExecutionError(code, { what: `${name} is ${value}`, where, fix });
  }
}

/**
 * Refuses what is not a fraction from 0 up to `most`, and reads a greater number as the percentage that was meant.
 *
 * @param most the greatest fraction that can be meant
 * @throws ExecutionError with that code
 * @example assertFractions('INVALID_MARGIN', 'regT', { initial: 0.5 }, 1) // => undefined
 */
export function assertFractions(code: string, where: string, fractions: Parameters, most: number): void {
  for (const [name, value] of Object.entries(fractions)) {
    if (value === undefined || (value >= 0 && value <= most)) continue;
    const percentage = value > most && value < Infinity;
    throw new ExecutionError(code, {
      what: percentage ? `${name} is ${value}: ${value * 100} %` : `${name} is ${value}`,
      where,
      fix: percentage
        ? `rates are fractions: ${value} % is ${value / 100}`
        : `give ${name} as a fraction, 0 to ${most}`,
    });
  }
}
