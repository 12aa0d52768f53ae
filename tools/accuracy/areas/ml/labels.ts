import {
  averageUniqueness,
  concurrency,
  cusumEvents,
  metaLabel,
  returnVolatility,
  tripleBarrier,
  type BarrierLabels,
} from '@tidemark/modeling-features';
import type { CaseOutcome } from '../../area.ts';
import { Comparison } from '../../comparison.ts';
import { closeBars } from './close-bars.ts';

/** What `pt` and `sl` of the goldens are called here. */
const BARRIERS = { profit: 'pt', loss: 'sl', time: 'vertical' } as const;

interface BarrierGolden {
  readonly pt: number;
  readonly sl: number;
  readonly max_bars: number;
  readonly exit: readonly number[];
  readonly barrier: readonly string[];
}

export interface LabelGoldens extends Readonly<Record<`vol_ewm_std_span${number}_adjust_unbiased`, unknown>> {
  readonly close: readonly number[];
  readonly events: readonly number[];
  readonly triple_barrier_close_only: readonly (BarrierGolden & {
    readonly ret: readonly number[];
    readonly label_sign_of_return: readonly number[];
    readonly label_zero_if_vertical: readonly number[];
  })[];
  readonly meta_labels: BarrierGolden & {
    readonly side: readonly number[];
    readonly side_adjusted_ret: readonly number[];
    readonly bin_1_if_ret_gt_0: readonly number[];
    readonly bin_0_if_vertical: readonly number[];
  };
  readonly concurrency_first_spec: readonly number[];
  readonly average_uniqueness_first_spec: readonly number[];
  readonly cusum_events_log_returns: { readonly h: number; readonly events: readonly number[] };
}

type Numbers = readonly (number | null)[];

function compareNumbers(name: string, ours: ArrayLike<number>, expected: Numbers): CaseOutcome {
  const comparison = new Comparison(name, 1e-9, 'relative');
  comparison.same('length', ours.length, expected.length);
  for (const [i, value] of expected.entries()) comparison.number(`${i}`, Number.isNaN(ours[i]) ? null : ours[i], value);
  return comparison.outcome();
}

export function compareLabels(goldens: LabelGoldens): CaseOutcome[] {
  const bars = closeBars(goldens.close);
  const { events, triple_barrier_close_only: triples, meta_labels: meta, cusum_events_log_returns: cusum } = goldens;
  const [key, volatility] = Object.entries(goldens).find(([name]) => name.startsWith('vol_ewm_std_span')) ?? [];
  if (key === undefined)
    return [{ name: 'volatility', status: 'failed', detail: 'no vol_ewm_std_span..._adjust_unbiased' }];
  const span = Number(/span(\d+)/.exec(key)?.[1]);
  const unit = returnVolatility(bars.close, span);
  const barriers = ({ pt, sl, max_bars }: BarrierGolden) => ({ events, unit, profit: pt, loss: sl, maxBars: max_bars });
  const at = (column: Float64Array): number[] => events.map((event) => column[event] as number);

  const ofTriples = triples.flatMap((golden, i) => {
    const name = `triple barrier ${i}, pt ${golden.pt}, sl ${golden.sl}, ${golden.max_bars} bars`;
    const signs = tripleBarrier(bars, barriers(golden));
    const zeros = tripleBarrier(bars, { ...barriers(golden), timeUp: 'zero' });
    return [
      compareExits(name, signs, golden, golden.ret),
      compareNumbers(`${name}: sign of the return`, at(signs.values), golden.label_sign_of_return),
      compareNumbers(`${name}: zero when time is up`, at(zeros.values), golden.label_zero_if_vertical),
    ];
  });
  const side = new Float64Array(bars.length).fill(NaN);
  for (const [k, event] of events.entries()) side[event] = meta.side[k] ?? NaN;
  const gains = metaLabel(bars, { ...barriers(meta), side });
  const zeros = metaLabel(bars, { ...barriers(meta), side, timeUp: 'zero' });
  const [first] = triples;
  const labels = first === undefined ? undefined : tripleBarrier(bars, barriers(first));
  return [
    compareNumbers(`volatility of returns, span ${span}`, unit, volatility as Numbers),
    ...ofTriples,
    compareExits('meta-labels', gains, meta, meta.side_adjusted_ret),
    compareNumbers('meta-labels: 1 where it gained', at(gains.values), meta.bin_1_if_ret_gt_0),
    compareNumbers('meta-labels: 0 when time is up', at(zeros.values), meta.bin_0_if_vertical),
    ...(labels === undefined
      ? []
      : [
          compareNumbers('concurrency', concurrency(labels), goldens.concurrency_first_spec),
          compareNumbers('average uniqueness', at(averageUniqueness(labels)), goldens.average_uniqueness_first_spec),
        ]),
    compareNumbers(`CUSUM events, h ${cusum.h}`, cusumEvents(bars.close, cusum.h), cusum.events),
  ];
}

function compareExits(
  name: string,
  { exits }: BarrierLabels,
  { exit, barrier }: BarrierGolden,
  returns: readonly number[],
): CaseOutcome {
  const comparison = new Comparison(`${name}: exits`, 1e-9, 'relative');
  comparison.same('events', exits.length, exit.length);
  for (const [k, ours] of exits.entries()) {
    comparison.same(`exit ${k}`, ours.bar, exit[k]);
    comparison.same(`barrier ${k}`, BARRIERS[ours.barrier], barrier[k]);
    comparison.number(`return ${k}`, ours.return, returns[k] ?? null);
  }
  return comparison.outcome();
}
