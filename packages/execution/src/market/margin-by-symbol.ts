import { nearestName } from '@tidemark/core-errors';
import type { Instrument } from '@tidemark/core-market';
import { ExecutionError } from '../error.ts';
import type { MarginModel } from './margin.ts';

/**
 * A margin model for each instrument.
 *
 * @param models by symbol
 * @param others for the instruments that are not named; left out, they are refused
 * @throws ExecutionError MARGIN_UNKNOWN when it meets an instrument that it has no model for
 * @example
 * const future = { symbol: 'ES', currency: 'USD', multiplier: 50 };
 * const model = marginBySymbol({ ES: futuresMargin({ initial: 13_200, maintenance: 12_000 }) }, cashMargin);
 * model.initial(1, 4_000, future) // => 13200
 */
export function marginBySymbol(models: Readonly<Record<string, MarginModel>>, others?: MarginModel): MarginModel {
  const bySymbol = new Map(Object.entries(models));
  const modelOf = ({ symbol }: Instrument): MarginModel => {
    const model = bySymbol.get(symbol) ?? others;
    if (model !== undefined) return model;
    const near = nearestName(symbol, bySymbol.keys());
    const fix = near === undefined ? `name ${symbol}, or give a model for the others` : `did you mean ${near}?`;
    throw new ExecutionError('MARGIN_UNKNOWN', {
      what: `there is no margin for ${symbol}`,
      where: 'marginBySymbol',
      fix,
    });
  };
  const named = [...bySymbol].map(([symbol, { name }]) => `${symbol}: ${name}`).join(', ');
  return {
    name: `marginBySymbol({ ${named} }${others === undefined ? '' : `, ${others.name}`})`,
    initial: (quantity, price, instrument) => modelOf(instrument).initial(quantity, price, instrument),
    maintenance: (quantity, price, instrument) => modelOf(instrument).maintenance(quantity, price, instrument),
  };
}
