import { nearestName } from '@tidemark/core-errors';
import { StrategyError } from '../error.ts';

/**
 * Refuses a name that an options object does not have: a misspelt option must not run with its default.
 *
 * @throws StrategyError INVALID_OPTION
 */
export function checkNames(where: string, options: unknown, names: readonly string[]): void {
  if (typeof options !== 'object' || options === null)
    refuseOption(where, `the options are ${String(options)}`, `give { ${names.join(', ')} }`);
  const unknown = Object.keys(options as object).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const meant = nearestName(unknown, names);
  const fix = meant === undefined ? `the options are ${names.join(', ')}` : `did you mean ${meant}?`;
  refuseOption(where, `there is no option ${unknown}`, fix);
}

/** @throws StrategyError INVALID_OPTION for anything but a whole number of bars, `least` or more */
export function checkBars(where: string, name: string, value: unknown, least: number = 1): void {
  if (Number.isInteger(value) && (value as number) >= least && (value as number) <= 1e8) return;
  refuseOption(where, `${name} is ${String(value)}`, `give a whole number of bars, ${least} or more`);
}

/** @throws StrategyError INVALID_OPTION for anything but a number above `low` and up to `high` */
export function checkWithin(where: string, name: string, value: unknown, low: number, high: number): void {
  if (typeof value === 'number' && value > low && value <= high && Number.isFinite(value)) return;
  const fix = high === Infinity ? `give a number above ${low}` : `give a number above ${low}, at most ${high}`;
  refuseOption(where, `${name} is ${String(value)}`, fix);
}

/** @throws StrategyError INVALID_OPTION for anything but one of the choices */
export function checkChoice(where: string, name: string, value: unknown, choices: readonly string[]): void {
  if (typeof value === 'string' && choices.includes(value)) return;
  const meant = typeof value === 'string' ? nearestName(value, choices) : undefined;
  refuseOption(
    where,
    `${name} is ${JSON.stringify(value)}`,
    meant === undefined ? `choose ${choices.join(' or ')}` : `did you mean ${meant}?`,
  );
}

/** @throws StrategyError INVALID_OPTION */
export function refuseOption(where: string, what: string, fix: string): never {
  throw new StrategyError('INVALID_OPTION', { what, where, fix });
}
