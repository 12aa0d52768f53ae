// Plain loops over the columns of bars: see ../indicator-prototypes.ts.

export function atr(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  period: number,
  out: Float64Array,
): Float64Array {
  const length = close.length;
  let s = 0,
    i = 1;
  out[0] = NaN;
  let pc = close[0];
  for (; i <= period; i++) {
    const H = high[i],
      W = low[i],
      a = H > pc ? H : pc,
      b = W < pc ? W : pc;
    s += a - b;
    pc = close[i];
    out[i] = NaN;
  }
  let p = s / period;
  out[period] = p;
  const r = 1 / period;
  for (; i < length; i++) {
    const H = high[i],
      W = low[i],
      a = H > pc ? H : pc,
      b = W < pc ? W : pc;
    p += (a - b - p) * r;
    pc = close[i];
    out[i] = p;
  }
  return out;
}

export function obv(close: Float64Array, v: Float64Array, out: Float64Array): Float64Array {
  let s = v[0],
    p = close[0];
  out[0] = s;
  for (let i = 1; i < close.length; i++) {
    const values = close[i],
      d = +(values > p) - +(values < p);
    s += d * v[i];
    p = values;
    out[i] = s;
  }
  return out;
}

export function highest(values: Float64Array, period: number, out: Float64Array): Float64Array {
  // TA-Lib's classic way: remember the index, rescan when it leaves
  const length = values.length;
  for (let i = 0; i < period - 1; i++) out[i] = NaN;
  let b = -1,
    B = -Infinity;
  for (let i = period - 1; i < length; i++) {
    const s = i - period + 1,
      a = values[i];
    if (b < s) {
      b = s;
      B = values[s];
      for (let j = s + 1; j <= i; j++)
        if (values[j] >= B) {
          B = values[j];
          b = j;
        }
    } else if (a >= B) {
      B = a;
      b = i;
    }
    out[i] = B;
  }
  return out;
}

export function lowest(values: Float64Array, period: number, out: Float64Array): Float64Array {
  const length = values.length;
  for (let i = 0; i < period - 1; i++) out[i] = NaN;
  let b = -1,
    B = Infinity;
  for (let i = period - 1; i < length; i++) {
    const s = i - period + 1,
      a = values[i];
    if (b < s) {
      b = s;
      B = values[s];
      for (let j = s + 1; j <= i; j++)
        if (values[j] <= B) {
          B = values[j];
          b = j;
        }
    } else if (a <= B) {
      B = a;
      b = i;
    }
    out[i] = B;
  }
  return out;
}

export function stoch(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  fk: number,
  sk: number,
  sd: number,
  ok: Float64Array,
  od: Float64Array,
): Float64Array {
  // slow %K (SMA sk of fast), %D (SMA sd of slow %K); both start at the same row
  const length = close.length,
    H = highest(high, fk, new Float64Array(length)),
    W = lowest(low, fk, new Float64Array(length));
  const f = H;
  for (let i = fk - 1; i < length; i++) {
    const d = H[i] - W[i];
    f[i] = d === 0 ? 0 : ((close[i] - W[i]) / d) * 100;
  }
  const a = fk - 1;
  let s = 0,
    t = 0;
  const st = fk + sk + sd - 3;
  const r1 = new Float64Array(sd);
  let q = 0;
  for (let i = 0; i < Math.min(st, length); i++) ok[i] = od[i] = NaN;
  for (let i = a; i < a + sk - 1; i++) s += f[i];
  for (let i = a + sk - 1; i < length; i++) {
    s += f[i];
    const k = s / sk;
    s -= f[i - sk + 1];
    t += k - r1[q];
    r1[q] = k;
    if (++q === sd) q = 0;
    if (i >= st) {
      ok[i] = k;
      od[i] = t / sd;
    }
  }
  return ok;
}

export function cci(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  period: number,
  out: Float64Array,
): Float64Array {
  const length = close.length,
    b = new Float64Array(period);
  let q = 0,
    s = 0;
  for (let i = 0; i < length; i++) {
    const t = (high[i] + low[i] + close[i]) / 3;
    s += t - b[q];
    b[q] = t;
    if (++q === period) q = 0;
    if (i < period - 1) {
      out[i] = NaN;
      continue;
    }
    const m = s / period;
    let d = 0;
    for (let j = 0; j < period; j++) d += Math.abs(b[j] - m);
    out[i] = d === 0 ? 0 : (t - m) / (0.015 * (d / period));
  }
  return out;
}

export function mfi(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  v: Float64Array,
  period: number,
  out: Float64Array,
): Float64Array {
  const length = close.length,
    b = new Float64Array(period);
  let q = 0,
    u = 0,
    d = 0,
    p = (high[0] + low[0] + close[0]) / 3;
  out[0] = NaN;
  for (let i = 1; i < length; i++) {
    const t = (high[i] + low[i] + close[i]) / 3,
      e = t - p,
      m = t * v[i] * (+(e > 0) - +(e < 0)),
      w = b[q],
      am = Math.abs(m),
      aw = Math.abs(w);
    p = t;
    u += (am + m - aw - w) / 2;
    d += (am - m - aw + w) / 2;
    b[q] = m;
    if (++q === period) q = 0;
    const z = u + d;
    out[i] = i < period ? NaN : z < 1 ? 0 : (100 * u) / z;
  }
  return out;
}

export function adx(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  period: number,
  out: Float64Array,
): Float64Array {
  const length = close.length;
  let P = 0,
    M = 0,
    T = 0,
    A = 0,
    k = 0,
    ph = high[0],
    pl = low[0],
    pc = close[0];
  out[0] = NaN;
  for (let i = 1; i < length; i++) {
    const H = high[i],
      W = low[i],
      up = H - ph,
      dn = pl - W,
      tr = Math.max(H, pc) - Math.min(W, pc);
    ph = H;
    pl = W;
    pc = close[i];
    const pm = up > dn && up > 0 ? up : 0,
      mm = dn > up && dn > 0 ? dn : 0;
    if (i < period) {
      P += pm;
      M += mm;
      T += tr;
      out[i] = NaN;
      continue;
    }
    P += pm - P / period;
    M += mm - M / period;
    T += tr - T / period;
    const a = P / T,
      b = M / T,
      z = a + b,
      dx = z === 0 ? 0 : (100 * Math.abs(a - b)) / z;
    if (k < period) {
      A += dx;
      k++;
      out[i] = NaN;
      if (k === period) {
        A /= period;
        out[i] = A;
      }
    } else {
      A = (A * (period - 1) + dx) / period;
      out[i] = A;
    }
  }
  return out;
}
