import { roundToLot, type Instrument } from '@tidemark/core-market';
import { ExecutionError } from '../error.ts';
import { assertFractions } from './assert-parameters.ts';
import { callName } from './call-name.ts';

/** How much of a bar's trading orders may be: per instrument and side. BAR-SEMANTICS rule 14. */
export interface VolumeLimit {
  /** The call that makes it: `volumeShare(0.1)`. */
  readonly name: string;
  /**
   * The most units that may fill in a bar, at least 0.
   *
   * @param volume the bar's, in units; NaN where not known
   */
  units(volume: number, instrument: Instrument): number;
}

/** Orders fill whole, however little was traded. */
export const noVolumeLimit: VolumeLimit = { name: 'noVolumeLimit', units: () => Infinity };

/** What a bar allows whose volume is not known: an error, nothing, or anything. */
export type UnknownVolume = 'refuse' | 'none' | 'unlimited';

/**
 * At most a share of the bar's volume, rounded down to the instrument's lot; without a lot, any fraction of a unit. A
 * bar in which nothing was traded fills nothing. A bar whose volume is not known ends the run with an error, because
 * the limit that was asked for cannot be kept: unless `unknown` says otherwise.
 *
 * @param share fraction of the volume, above 0 up to 1: 0.1 is 10 %
 * @param options.unknown default 'refuse'
 * @throws ExecutionError INVALID_VOLUME_SHARE; VOLUME_NEEDED when it meets a bar without volume
 * @example volumeShare(0.1).units(1_234, { symbol: 'X', currency: 'USD', multiplier: 1, lotSize: 1 }) // => 123
 */
export function volumeShare(
  share: number,
  options: { readonly unknown?: UnknownVolume | undefined } = {},
): VolumeLimit {
  const { unknown = 'refuse' } = options;
  assertFractions('INVALID_VOLUME_SHARE', 'volumeShare', { share }, 1);
  if (unknown !== 'refuse' && unknown !== 'none' && unknown !== 'unlimited') {
    const fix = "give 'refuse', 'none' or 'unlimited'";
    throw new ExecutionError('INVALID_VOLUME_SHARE', {
      what: `unknown is ${String(unknown)}`,
      where: 'volumeShare',
      fix,
    });
  }
  if (share === 0) {
    const fix = 'give a fraction such as 0.1: with none of the volume nothing would ever fill';
    throw new ExecutionError('INVALID_VOLUME_SHARE', { what: 'share is 0', where: 'volumeShare', fix });
  }
  return {
    name: callName('volumeShare', share, options.unknown === undefined ? undefined : { unknown }),
    units: (volume, instrument) => {
      if (volume >= 0) return roundToLot(instrument, volume * share);
      if (unknown === 'refuse') throw withoutVolume(instrument);
      return unknown === 'none' ? 0 : Infinity;
    },
  };
}

function withoutVolume({ symbol }: Instrument): ExecutionError {
  return new ExecutionError('VOLUME_NEEDED', {
    what: 'a share of the volume is asked for, and a bar has none that is known',
    where: symbol,
    fix: "give bars with volume, or volumeShare(share, { unknown: 'unlimited' }), or no limit",
  });
}
