// A strategy that looks into the future earns a lot, and the audit says where it looked.
import { audit, backtest, defineStrategy, FLAT, LONG, syntheticBars } from 'tidemark';

const tomorrow = defineStrategy({
  name: 'tomorrow',
  columns: ({ close }) => ({ next: close.map((_, i) => close[i + 1] ?? NaN), close }),
  decide: ({ next, close }, i) => (next[i]! > close[i]! ? LONG : FLAT),
});

const bars = syntheticBars({ seed: 3, bars: 1_000, timeframe: '1d' });
console.log(backtest(bars, { strategy: tomorrow() }).finalEquity > 100_000); // => true

const { clean, findings } = audit(bars, { strategy: tomorrow() });
console.log(clean, findings[0]?.kind, findings[0]?.name); // => false column next
