import { isTidemarkError } from '@tidemark/core-errors';
import type { ContractCheck, ContractOptions } from './indicator-contract.ts';
import { contractColumns } from './contract-columns.ts';
import { broken, type Subject } from './subject.ts';

const BAD_PERIODS = [[0], [-1], [1.5], [NaN], [Infinity]];

type Loose = ((...args: unknown[]) => unknown) &
  Record<'stream' | 'lookback' | 'load', (...args: unknown[]) => unknown>;

/** Bad input gets a coded error, wherever it comes in. */
export function refusalChecks<Params extends readonly unknown[]>(
  indicator: unknown,
  subject: Subject,
  { params, invalid }: ContractOptions<Params>,
): ContractCheck[] {
  const loose = indicator as Loose;
  const { title, inputs } = subject;
  const columns = contractColumns(inputs, 10, 2);
  const isOnePeriod = params.length === 1 && typeof params[0] === 'number';
  const refuses = (what: string, attempt: () => unknown, code?: string): void => {
    try {
      attempt();
    } catch (error) {
      if (isTidemarkError(error) && (code === undefined || error.code === code)) return;
      throw broken(title, `${what} throws ${String(error)}`, `throw an IndicatorError ${code ?? 'with a code'}`);
    }
    throw broken(title, `${what} is taken`, `throw an IndicatorError ${code ?? 'with a code'}`);
  };

  return [
    {
      name: 'refuses parameters that make no sense: on columns, as a stream, and when asked for its lookback',
      check() {
        const cases = invalid ?? (isOnePeriod ? BAD_PERIODS : []);
        if (cases.length === 0 && params.length > 0) {
          throw broken(title, 'nobody said which parameters it refuses', 'give the contract some as `invalid`');
        }
        const code = invalid === undefined ? 'INVALID_PERIOD' : undefined;
        for (const bad of cases) {
          const shown = `(${bad.map(String).join(', ')})`;
          refuses(`a batch with ${shown}`, () => loose(...columns, ...bad), code);
          refuses(`a stream with ${shown}`, () => loose.stream(...bad), code);
          refuses(`lookback${shown}`, () => loose.lookback(...bad), code);
        }
      },
    },
    {
      name: 'refuses what is no column, and columns of different length',
      check() {
        const text: unknown[] = [...columns];
        text[0] = [1, 2, 3];
        refuses('a plain array', () => loose(...text, ...params), 'COLUMN_NOT_FLOAT64');
        if (inputs.length === 1) return;
        const cut = columns.map((column, i) => (i === 0 ? column.slice(1) : column));
        refuses('a shorter first column', () => loose(...cut, ...params), 'LENGTHS_DIFFER');
      },
    },
    {
      name: 'refuses a saved state that is not its own',
      check() {
        const saved = subject.open().save();
        refuses(
          'the state of another indicator',
          () => loose.load({ ...saved, indicator: 'another' }),
          'STATE_INVALID',
        );
        refuses('a state without its fields', () => loose.load({ ...saved, state: { other: 1 } }), 'STATE_INVALID');
        refuses('no state at all', () => loose.load(null), 'STATE_INVALID');
      },
    },
  ];
}
