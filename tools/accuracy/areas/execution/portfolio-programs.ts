import { floorTime, type BarFrameSeries, type PortfolioStrategy } from '@tidemark/core-market';
import { numberOf, peerOf, type ExecutionGolden, type Program } from './golden.ts';

/** The strategy of a case on several instruments: when it asks for which weights. */
export function portfolioProgramOf(golden: ExecutionGolden, symbols: readonly string[]): PortfolioStrategy {
  const { program } = golden;
  if (program === undefined) throw new RangeError('the case has no program');
  const byName: Readonly<Record<string, (frame: BarFrameSeries) => (i: number) => boolean>> = {
    rebalance: () => everyNth(program, peerOf(golden)),
    monthlyWeights:
      ({ time }) =>
      (i) =>
        i === 0 || floorTime('1M', time[i]) !== floorTime('1M', time[i - 1]),
  };
  const due = byName[program.name];
  if (due === undefined) throw new RangeError(`there is no program ${program.name} on several instruments`);
  const weightOf = weightsOf(program, symbols);
  return {
    name: program.name,
    over: (frame) => {
      const isDue = due(frame);
      const weights = (i: number, out: Float64Array): boolean => {
        if (!isDue(i)) return false;
        for (const [k, symbol] of frame.symbols.entries()) out[k] = weightOf(symbol);
        return true;
      };
      return { warmup: 0, weights };
    },
  };
}

/** backtrader names the bars that decide, vectorbt those that fill. */
function everyNth(program: Program, peer: string): (i: number) => boolean {
  const [first, every] = [numberOf(program, 'first'), numberOf(program, 'every')];
  if (peer === 'vectorbt') return (i) => i + 1 >= first && (i + 1 - first) % every === 0;
  return (i) => i >= first && i % every === 0;
}

/** By symbol, or in the order of the data. */
function weightsOf({ weights }: Program, symbols: readonly string[]): (symbol: string) => number {
  if (Array.isArray(weights)) return (symbol) => Number(weights[symbols.indexOf(symbol)]);
  if (typeof weights === 'object' && weights !== null) return (symbol) => Number(Reflect.get(weights, symbol));
  throw new RangeError(`the weights are ${JSON.stringify(weights)}`);
}
