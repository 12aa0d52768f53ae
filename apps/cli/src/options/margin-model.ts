import { cashAccount, cashMargin, fixedLeverage, regT, type MarginModel } from '@tidemark/execution';
import { asUsage, usageError } from '../error.ts';

/**
 * The margin model that a text names, in the words in which a manifest names it. Nothing of the text is run.
 *
 * @throws CliError INVALID_VALUE, INVALID_MARGIN, exit code 2
 * @example marginModel('fixedLeverage(2)').name // => 'fixedLeverage(2)'
 */
export function marginModel(text: string): MarginModel {
  if (text === 'cashMargin') return cashMargin;
  if (text === 'cashAccount') return cashAccount;
  if (text === 'regT' || text === 'regT()') return regT();
  const times = /^fixedLeverage\((\d+(?:\.\d+)?)\)$/.exec(text)?.[1];
  const where = '--margin';
  if (times !== undefined) return asUsage(`${where} ${text}`, () => fixedLeverage(Number(times)));
  const what = `there is no margin model ${JSON.stringify(text)}`;
  throw usageError('INVALID_VALUE', {
    what,
    where,
    fix: "give cashMargin, cashAccount, 'regT()' or 'fixedLeverage(2)'",
  });
}
