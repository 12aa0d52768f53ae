import { numberOf, peerOf, type ExecutionGolden, type ScriptedOrder, type Settings } from './golden.ts';

/** Programs that need more than market orders on one instrument. */
const PROGRAMS: Readonly<Record<string, string>> = {
  manualTrail: 'a protective stop leg that the strategy moves (plan.stop)',
  ocoStraddle: 'stop orders in an ocoGroup',
  trailWhenFlat: 'trailingStop orders',
  volumeLimited: 'volumeShare per order (rule 14)',
  entriesWithStops: 'stop and target legs tested from the next bar (rules 7 to 9)',
  rebalance: 'one account over several instruments (rule 15)',
  monthlyWeights: 'one account over several instruments (rule 15)',
};

const ORDER_TYPES: Readonly<Record<string, string>> = {
  limit: 'limit orders (rule 4)',
  stop: 'stop orders (rule 5)',
  stopLimit: 'stopLimit orders (rule 6)',
};

/** Settings that are understood, each with what it needs at values that are not. */
const SETTINGS: Readonly<
  Record<string, Readonly<Record<string, (value: unknown, all: Settings) => string | undefined>>>
> = {
  'backtesting.py': {
    cash: nothing,
    commission: nothing,
    exclusive_orders: nothing,
    trade_on_close: nothing,
    margin: nothing, // exposure beyond equity shows when an order of the case is refused for it
    hedging: (value) => (value === true ? 'hedging: opposite orders open trades of their own' : undefined),
    spread: (value) => (value === 0 ? undefined : 'spread on entries only'),
    finalize_trades: (value) => (value === true ? "finalize: 'lastOpen' (rule 17)" : undefined),
  },
  backtrader: {
    cash: nothing,
    commission: nothing,
    coc: nothing,
    margin: nothing,
    mult: nothing,
    stocklike: nothing,
    slip_perc: nothing,
    slip_fixed: nothing,
    slip_open: nothing,
    slip_out: (value, all) =>
      all['coc'] === true && value !== true ? 'a cap of slippage on the close by the next bar' : undefined,
    slip_match: (value) => (value === false ? 'no fill where slippage leaves the bar (slip_match: false)' : undefined),
    filler: () => 'volumeShare per order (rule 14)',
    perc: nothing,
    validSeconds: nothing, // market orders never expire there
    trailamount: nothing,
    trailpercent: nothing,
  },
  vectorbt: { cash: nothing, fees: nothing, fixed_fees: nothing, slippage: nothing, size: nothing },
  bt: {},
};

function nothing(): undefined {}

/** What a case asks for that this version does not have; empty where it can be compared. */
export function needsOf(golden: ExecutionGolden): string[] {
  const { program, orders, settings, data } = golden;
  const peer = peerOf(golden);
  const known = SETTINGS[peer];
  if (known === undefined) return [`the conventions of ${peer}`];
  const needs = new Set<string>();
  if (program !== undefined && PROGRAMS[program.name] !== undefined) needs.add(PROGRAMS[program.name]!);
  else if (data.includes(',')) needs.add('one account over several instruments (rule 15)');
  if (needs.size > 0) return [...needs];
  for (const order of orders ?? []) for (const need of orderNeeds(order, peer)) needs.add(need);
  for (const [name, value] of Object.entries(settings)) {
    const rule = known[name];
    const need = rule === undefined ? `the setting ${name} of ${peer}` : rule(value, settings);
    if (need !== undefined) needs.add(need);
  }
  if (golden.fills?.some(({ status }) => status === 'Margin') === true) {
    needs.add('the check of cash at submission, at the deciding close (rule 12, profile backtrader)');
  }
  const fractions =
    program?.['size'] === 'all' || [program, ...(orders ?? [])].some((sized) => isFraction(sized?.['size' as never]));
  if (peer === 'backtesting.py' && fractions && numberOf(settings, 'margin', 1) !== 1) {
    needs.add('margin: exposure beyond equity (rule 16)');
  }
  if (peer === 'vectorbt') for (const need of vectorbtNeeds(golden)) needs.add(need);
  if (peer === 'backtrader' && fractions)
    needs.add('sizes that are no units: its README does not say how backtrader takes them');
  return [...needs];
}

function orderNeeds({ type, sl, tp }: ScriptedOrder, peer: string): string[] {
  const needs: string[] = [];
  if (ORDER_TYPES[type] !== undefined) needs.push(ORDER_TYPES[type]);
  else if (type === 'closePart' && peer !== 'backtesting.py') needs.push(`what closePart is in ${peer}`);
  else if (type !== 'market' && type !== 'closePart') needs.push(`orders of type ${type}`);
  if (sl !== undefined && sl !== null) needs.push('protective stop legs (rules 7 and 8)');
  if (tp !== undefined && tp !== null) needs.push('profit target legs (rules 7 and 8)');
  return needs;
}

function vectorbtNeeds({ program, orders, settings }: ExecutionGolden): string[] {
  const needs: string[] = [];
  if (orders !== undefined) needs.push('what a script of orders is in vectorbt');
  const reverses = program?.name === 'smaFlip';
  if (reverses && numberOf(settings, 'fixed_fees', 0) !== 0) {
    needs.push('a fixed commission per order: ours is per fill, and a reversal is two (rule 13)');
  }
  if (program?.name !== 'smaLongOnly' && program?.['size'] === 'all') needs.push('how vectorbt sells all-in');
  return needs;
}

function isFraction(size: unknown): boolean {
  return typeof size === 'number' && size > 0 && size < 1;
}
