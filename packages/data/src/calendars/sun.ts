const DAY_MS = 86_400_000;
const YEAR_MS = 365.2422 * DAY_MS;
const RADIANS = Math.PI / 180;
/** Noon of 1899-12-31, the epoch of the series below. */
const EPOCH = Date.UTC(1899, 11, 31, 12);

const sin = (degrees: number): number => Math.sin(degrees * RADIANS);
const cos = (degrees: number): number => Math.cos(degrees * RADIANS);

/**
 * Terrestrial time minus UTC, ms: the Earth turns unevenly. Good to seconds from 1990 to 2050, to a minute to 2100.
 *
 * @see Espenak and Meeus, Polynomial Expressions for Delta T (2006), 2005 to 2050
 */
export function deltaT(time: number): number {
  const years = (time - Date.UTC(2000, 0)) / YEAR_MS;
  return (62.92 + 0.32217 * years + 0.005589 * years * years) * 1_000;
}

/**
 * The apparent longitude of the sun in degrees, 0 at the March equinox, within 0.004 degrees (six minutes) of the
 * almanac.
 *
 * @param time epoch ms
 * @see Meeus, Astronomical Formulae for Calculators (1988), chapter 18
 */
export function solarLongitude(time: number): number {
  const t = (time + deltaT(time) - EPOCH) / (36_525 * DAY_MS);
  const mean = 279.69668 + 36_000.76892 * t + 0.0003025 * t * t;
  const anomaly = 358.47583 + 35_999.04975 * t - 0.00015 * t * t - 0.0000033 * t * t * t;
  const centre =
    (1.91946 - 0.004789 * t - 0.000014 * t * t) * sin(anomaly) +
    (0.020094 - 0.0001 * t) * sin(2 * anomaly) +
    0.000293 * sin(3 * anomaly);
  const planets =
    0.00134 * cos(153.23 + 22_518.7541 * t) + // Venus
    0.00154 * cos(216.57 + 45_037.5082 * t) +
    0.002 * cos(312.69 + 32_964.3577 * t) + // Jupiter
    0.00179 * sin(350.74 + 445_267.1142 * t) + // the Moon
    0.00178 * sin(231.19 + 20.2 * t);
  const nutation = -0.00569 - 0.00479 * sin(259.18 - 1_934.142 * t);
  const longitude = (mean + centre + planets + nutation) % 360;
  return longitude < 0 ? longitude + 360 : longitude;
}

/**
 * When the sun reaches a longitude in a year: 0 and 180 are the equinoxes, 15 is Qingming, 270 the winter solstice.
 *
 * @param degrees from 0 (in March) up to, not including, 280 (at the end of December)
 * @returns epoch ms
 */
export function solarTerm(year: number, degrees: number): number {
  let time = Date.UTC(year, 2, 20) + (degrees / 360) * YEAR_MS;
  for (let step = 0; step < 5; step++) {
    const off = ((degrees - solarLongitude(time) + 540) % 360) - 180;
    time += (off / 360) * YEAR_MS;
  }
  return time;
}
