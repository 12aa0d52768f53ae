import { peerOf, type ExecutionGolden } from './golden.ts';

/** Settings that are understood, by peer. */
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  'backtesting.py': [
    'cash',
    'commission',
    'exclusive_orders',
    'trade_on_close',
    'margin',
    'hedging',
    'spread',
    'finalize_trades',
  ],
  backtrader: [
    'cash',
    'commission',
    'coc',
    'margin',
    'mult',
    'stocklike',
    'slip_perc',
    'slip_fixed',
    'slip_open',
    'slip_out',
    'slip_match',
    'filler',
    'perc',
    'validSeconds',
    'trailamount',
    'trailpercent',
  ],
  vectorbt: ['cash', 'fees', 'fixed_fees', 'slippage', 'size', 'weights', 'entries', 'sl_stop', 'tp_stop', 'sl_trail'],
  bt: ['cash', 'commission', 'integer_positions', 'weights'],
};

/** What a case asks for that nobody said how to play; empty where it can be compared. */
export function needsOf(golden: ExecutionGolden): string[] {
  const { program, orders, settings, data } = golden;
  const peer = peerOf(golden);
  const known = SETTINGS[peer];
  if (known === undefined) return [`the conventions of ${peer}`];
  const needs = Object.keys(settings)
    .filter((name) => !known.includes(name))
    .map((name) => `the setting ${name} of ${peer}`);
  const many = program?.name === 'rebalance' || program?.name === 'monthlyWeights';
  if (data.includes(',') && !many) needs.push(`what ${program?.name ?? 'a script'} is on several instruments`);
  if (orders !== undefined && (peer === 'vectorbt' || peer === 'bt'))
    needs.push(`what a script of orders is in ${peer}`);
  if (settings['slip_match'] === false) needs.push('no fill where slippage leaves the bar (slip_match: false)');
  const fractions =
    program?.['size'] === 'all' || [program, ...(orders ?? [])].some((sized) => isFraction(sized?.['size' as never]));
  if (peer === 'backtrader' && fractions) {
    needs.push('sizes that are no units: its README does not say how backtrader takes them');
  }
  if (peer === 'vectorbt' && program?.name !== 'smaLongOnly' && program?.['size'] === 'all') {
    needs.push('how vectorbt sells all-in');
  }
  return needs;
}

function isFraction(size: unknown): boolean {
  return typeof size === 'number' && size > 0 && size < 1;
}
