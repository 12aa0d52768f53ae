import { instrument } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { marginBySymbol } from './margin-by-symbol.ts';
import { cashMargin, fixedLeverage, futuresMargin } from './margin.ts';

const contract = futuresMargin({ initial: 100, maintenance: 90 });

it('asks the model of the instrument, and of the others for what is not named', () => {
  const model = marginBySymbol({ ES: contract }, fixedLeverage(2));
  const margins = ['ES', 'X'].flatMap((symbol) => [
    model.initial(-2, 10, instrument(symbol)),
    model.maintenance(-2, 10, instrument(symbol)),
  ]);
  expect(margins).toEqual([200, 180, 10, 5]);
});

it('is named by the call that makes it', () => {
  const names = [marginBySymbol({ ES: contract }), marginBySymbol({ ES: contract }, cashMargin)].map(
    ({ name }) => name,
  );
  const named = '{ ES: futuresMargin({ initial: 100, maintenance: 90 }) }';
  expect(names).toEqual([`marginBySymbol(${named})`, `marginBySymbol(${named}, cashMargin)`]);
});

it.each([
  ['EURUSB', 'did you mean EURUSD?'],
  ['constructor', 'name constructor, or give a model for the others'],
])('knows no margin for %s', (symbol, fix) => {
  const model = marginBySymbol({ EURUSD: contract });
  expect(() => model.initial(1, 1, instrument(symbol))).toThrow(
    expect.objectContaining({ code: 'MARGIN_UNKNOWN', fix }),
  );
});
