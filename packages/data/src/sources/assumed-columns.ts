import { calendarCloseTimes, isCalendarFrame, type BarFrame, type DataFinding } from '@tidemark/core-market';

/**
 * The close times of bars that come without: days, weeks and longer frames of a calendar end with their frame in UTC.
 * Others need none, for they end when their length is over.
 *
 * @param time opens, epoch ms
 * @param closeTime what there is already
 * @returns undefined where nothing has to be assumed
 */
export function assumedCloseTimes(
  time: Float64Array,
  closeTime: Float64Array | undefined,
  frame: BarFrame | undefined,
): Float64Array | undefined {
  if (closeTime !== undefined || frame === undefined || frame === 'irregular' || !isCalendarFrame(frame))
    return undefined;
  return calendarCloseTimes(time, frame);
}

/** That close times were assumed. @param whose that of which they are: `the file`; @param column the name to add */
export function closeTimesAssumed(frame: BarFrame, count: number, whose: string, column = 'closeTime'): DataFinding {
  const what = `${whose} has no close times: ${frame} bars close when their frame ends in UTC`;
  return { code: 'CLOSE_TIMES_ASSUMED', what, count, fix: `add a column ${column}` };
}

/** That a volume is not known of any bar. */
export function volumeUnknown(count: number): DataFinding {
  return { code: 'VOLUME_UNKNOWN', what: 'there is no column volume: it is NaN', count };
}
