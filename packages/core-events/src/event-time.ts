import { isCalendarFrame, isTimeframe, nextOpen, timeframeMs } from '@tidemark/core-market';

/** The fields that say when a payload happened; they are absent from most. */
interface Dated {
  readonly closeTime?: unknown;
  readonly timeframe?: unknown;
  readonly time?: unknown;
  readonly exitTime?: unknown;
}

/**
 * When a payload happened, by its own fields: `closeTime`, else the end of the bar that `time` and `timeframe` name,
 * else `time`, else `exitTime` (a round trip).
 *
 * @returns epoch ms UTC; NaN where it does not say
 * @example
 * payloadTime({ time: 0, timeframe: '1m' }) // => 60000
 * payloadTime({ time: 0 }) // => 0
 */
export function payloadTime(payload: unknown): number {
  if (typeof payload !== 'object' || payload === null) return NaN;
  const { closeTime, time, timeframe, exitTime } = payload as Dated;
  if (typeof closeTime === 'number') return closeTime;
  if (typeof time === 'number') {
    if (typeof timeframe !== 'string' || !isTimeframe(timeframe)) return time;
    return isCalendarFrame(timeframe) ? nextOpen(timeframe, time) : time + timeframeMs(timeframe);
  }
  return typeof exitTime === 'number' ? exitTime : NaN;
}
