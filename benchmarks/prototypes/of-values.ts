// Plain loops over one column: see ../indicator-prototypes.ts.

export function sma(values: Float64Array, period: number, out: Float64Array): Float64Array {
  const length = values.length;
  let s = 0,
    i = 0;
  for (; i < period - 1; i++) {
    s += values[i];
    out[i] = NaN;
  }
  for (; i < length; i++) {
    s += values[i];
    out[i] = s / period;
    s -= values[i - period + 1];
  }
  return out;
}

export function ema(values: Float64Array, period: number, out: Float64Array): Float64Array {
  const length = values.length,
    a = 2 / (period + 1);
  let s = 0,
    i = 0;
  for (; i < period; i++) {
    s += values[i];
    out[i] = NaN;
  }
  let p = s / period;
  out[period - 1] = p;
  for (; i < length; i++) {
    p += a * (values[i] - p);
    out[i] = p;
  }
  return out;
}

export function rsi(values: Float64Array, period: number, out: Float64Array): Float64Array {
  const length = values.length;
  let u = 0,
    d = 0,
    i = 1;
  out[0] = NaN;
  let q = values[0];
  for (; i <= period; i++) {
    const value = values[i],
      e = value - q;
    q = value;
    out[i] = NaN;
    if (e > 0) u += e;
    else d -= e;
  }
  u /= period;
  d /= period;
  out[period] = u + d === 0 ? 0 : (100 * u) / (u + d);
  const k = (period - 1) / period,
    r2 = 0.5 / period;
  for (; i < length; i++) {
    const value = values[i],
      e = value - q,
      ab = Math.abs(e);
    q = value;
    u = u * k + (ab + e) * r2;
    d = d * k + (ab - e) * r2;
    const t = u + d;
    out[i] = t === 0 ? 0 : (100 * u) / t;
  }
  return out;
}

export function bbands(
  values: Float64Array,
  period: number,
  k: number,
  up: Float64Array,
  mid: Float64Array,
  lo: Float64Array,
): Float64Array {
  const length = values.length;
  let s = 0,
    q = 0,
    i = 0;
  const r = 1 / period;
  for (; i < period - 1; i++) {
    const value = values[i];
    s += value;
    q += value * value;
    up[i] = mid[i] = lo[i] = NaN;
  }
  for (; i < length; i++) {
    const value = values[i];
    s += value;
    q += value * value;
    const m = s * r;
    let z = q * r - m * m;
    z = z > 0 ? k * Math.sqrt(z) : 0;
    up[i] = m + z;
    mid[i] = m;
    lo[i] = m - z;
    const w = values[i - period + 1];
    s -= w;
    q -= w * w;
  }
  return up;
}

export function macd(
  values: Float64Array,
  f: number,
  s: number,
  g: number,
  om: Float64Array,
  os: Float64Array,
  oh: Float64Array,
): Float64Array {
  const length = values.length,
    af = 2 / (f + 1),
    as = 2 / (s + 1),
    ag = 2 / (g + 1);
  let pf = 0,
    ps = 0,
    pg = 0,
    i = 0;
  for (; i < s; i++) {
    ps += values[i];
    if (i >= s - f) pf += values[i];
    om[i] = os[i] = oh[i] = NaN;
  }
  pf /= f;
  ps /= s;
  let m = pf - ps,
    close = 1;
  pg = m;
  for (; close < g; i++, close++) {
    const value = values[i];
    pf += af * (value - pf);
    ps += as * (value - ps);
    pg += pf - ps;
    om[i] = os[i] = oh[i] = NaN;
  }
  pg /= g;
  om[i - 1] = pf - ps;
  os[i - 1] = pg;
  oh[i - 1] = pf - ps - pg;
  for (; i < length; i++) {
    const value = values[i];
    pf += af * (value - pf);
    ps += as * (value - ps);
    m = pf - ps;
    pg += ag * (m - pg);
    om[i] = m;
    os[i] = pg;
    oh[i] = m - pg;
  }
  return om;
}

export function wma(values: Float64Array, period: number, out: Float64Array): Float64Array {
  const length = values.length,
    d = (period * (period + 1)) / 2;
  let s = 0,
    w = 0,
    i = 0;
  for (; i < period - 1; i++) {
    s += values[i];
    w += values[i] * (i + 1);
    out[i] = NaN;
  }
  for (; i < length; i++) {
    const value = values[i];
    w += value * period;
    s += value;
    out[i] = w / d;
    w -= s;
    s -= values[i - period + 1];
  }
  return out;
}

export function slope(values: Float64Array, period: number, out: Float64Array): Float64Array {
  const length = values.length;
  let s = 0,
    xy = 0,
    i = 0;
  const sx = (period * (period - 1)) / 2,
    dv = sx * sx - ((period * (period - 1) * (2 * period - 1)) / 6) * period;
  for (; i < period - 1; i++) {
    s += values[i];
    xy += i * values[i];
    out[i] = NaN;
  }
  for (; i < length; i++) {
    const value = values[i];
    s += value;
    xy += (period - 1) * value;
    out[i] = (sx * s - period * xy) / dv;
    const w = values[i - period + 1];
    s -= w;
    xy -= s;
  }
  return out;
}
