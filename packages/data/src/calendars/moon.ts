import { deltaT } from './sun.ts';

const DAY_MS = 86_400_000;
const RADIANS = Math.PI / 180;
/** The Julian day of the Unix epoch. */
const EPOCH_JULIAN_DAY = 2_440_587.5;
/** The mean new moon of 2000-01-06. */
const FIRST = 2_451_550.09766;
const MONTH_DAYS = 29.530588861;

/**
 * Periodic terms of the new moon: days, the power of the eccentricity, and how often the anomalies of sun and moon
 * and the moon's argument of latitude are taken.
 */
const TERMS: readonly (readonly [days: number, power: number, sun: number, moon: number, latitude: number])[] = [
  [-0.4072, 0, 0, 1, 0],
  [0.17241, 1, 1, 0, 0],
  [0.01608, 0, 0, 2, 0],
  [0.01039, 0, 0, 0, 2],
  [0.00739, 1, -1, 1, 0],
  [-0.00514, 1, 1, 1, 0],
  [0.00208, 2, 2, 0, 0],
  [-0.00111, 0, 0, 1, -2],
  [-0.00057, 0, 0, 1, 2],
  [0.00056, 1, 1, 2, 0],
  [-0.00042, 0, 0, 3, 0],
  [0.00042, 1, 1, 0, 2],
  [0.00038, 1, 1, 0, -2],
  [-0.00024, 1, -1, 2, 0],
];

/**
 * The `k`-th new moon after that of 2000-01-06, within two minutes.
 *
 * @returns epoch ms
 * @see Meeus, Astronomical Algorithms (1991), chapter 47
 */
export function newMoon(k: number): number {
  const t = k / 1_236.85;
  const sun = 2.5534 + 29.1053567 * k - 0.0000014 * t * t;
  const moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t;
  const latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t * t;
  const node = 124.7746 - 1.56375588 * k + 0.0020672 * t * t;
  const eccentricity = 1 - 0.002516 * t - 0.0000074 * t * t;
  let days = FIRST + MONTH_DAYS * k + 0.00015437 * t * t - 0.00017 * Math.sin(node * RADIANS);
  for (const [size, power, ofSun, ofMoon, ofLatitude] of TERMS) {
    const angle = ofSun * sun + ofMoon * moon + ofLatitude * latitude;
    days += size * eccentricity ** power * Math.sin(angle * RADIANS);
  }
  // Venus, Jupiter and the rest: the three largest of fourteen terms.
  days += 0.000325 * Math.sin((299.77 + 0.107408 * k) * RADIANS);
  days += 0.000165 * Math.sin((251.88 + 0.016321 * k) * RADIANS);
  days += 0.000164 * Math.sin((251.83 + 26.651886 * k) * RADIANS);
  const time = (days - EPOCH_JULIAN_DAY) * DAY_MS;
  return time - deltaT(time);
}

/** The number of the new moon nearest to a moment. */
export function newMoonNear(time: number): number {
  return Math.round((time / DAY_MS + EPOCH_JULIAN_DAY - FIRST) / MONTH_DAYS);
}
