import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const PROGRAM = `
import sys, time, json
import numpy as np, talib as t
n = int(sys.argv[1])
def u01(seed, i):
    m = np.uint64(0xFFFFFFFF)
    imul = lambda a, b: (a * b) & m
    x = (np.uint64(seed) + imul(i + np.uint64(1), np.uint64(0x6D2B79F5))) & m
    x = imul(x ^ (x >> np.uint64(15)), x | np.uint64(1))
    x ^= (x + imul(x ^ (x >> np.uint64(7)), x | np.uint64(61))) & m
    return ((x ^ (x >> np.uint64(14))) & m).astype(np.float64) / 4294967296.0
i = np.arange(n, dtype=np.uint64) * np.uint64(4)
c = np.multiply.accumulate(np.concatenate([[100.0], 1 + 0.002 * (u01(42, i) - 0.5)]))
o, c = c[:-1].copy(), c[1:].copy()
h = np.maximum(o, c) * (1 + 0.001 * u01(42, i + np.uint64(1)))
l = np.minimum(o, c) * (1 - 0.001 * u01(42, i + np.uint64(2)))
v = np.floor(1000 + 9000 * u01(42, i + np.uint64(3)))
cases = dict(sma=lambda: t.SMA(c, 20), ema=lambda: t.EMA(c, 20), wma=lambda: t.WMA(c, 20), rsi=lambda: t.RSI(c, 14),
  macd=lambda: t.MACD(c, 12, 26, 9), bbands=lambda: t.BBANDS(c, 20, 2, 2), atr=lambda: t.ATR(h, l, c, 14),
  stoch=lambda: t.STOCH(h, l, c, 14, 3, 0, 3, 0), adx=lambda: t.ADX(h, l, c, 14), obv=lambda: t.OBV(c, v),
  highest=lambda: t.MAX(c, 20), linearRegSlope=lambda: t.LINEARREG_SLOPE(c, 20), cci=lambda: t.CCI(h, l, c, 20),
  mfi=lambda: t.MFI(h, l, c, v, 14))
def timed(f):
    start = time.perf_counter(); out = f(); ms = (time.perf_counter() - start) * 1e3
    return ms, out
def check(out):
    out = out[0] if isinstance(out, (tuple, list)) else out
    return float(out[-1])
answers = {}
for name, f in cases.items():
    for _ in range(3): f()
    runs = [timed(f) for _ in range(31)]
    answers[name] = dict(ms=min(r[0] for r in runs), last=check(runs[0][1]))
print(json.dumps(answers))
`;

/** What TA-Lib took for each of the fourteen, and the last number of its first column. */
export type TalibTimes = Readonly<Record<string, { readonly ms: number; readonly last: number }>>;

/**
 * TA-Lib (C, through Python) on the bars of `indicatorBars`.
 *
 * @returns milliseconds, the best of 31 runs (numpy pages in fresh columns in some of them); undefined where no interpreter of TIDEMARK_PEERS_PYTHON has it
 */
export async function talibTimes(length: number): Promise<TalibTimes | undefined> {
  for (const python of (process.env['TIDEMARK_PEERS_PYTHON'] ?? '').split(':').filter(Boolean)) {
    try {
      await promisify(execFile)(python, ['-c', 'import talib']);
    } catch {
      continue; // the next one may have it
    }
    const { stdout } = await promisify(execFile)(python, ['-c', PROGRAM, String(length)]);
    return JSON.parse(stdout) as TalibTimes;
  }
  return undefined;
}
