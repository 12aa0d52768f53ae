import { resolve } from 'node:path';
import { isTimeframe, type Timeframe } from '@tidemark/core-market';
import { describeBars, resampler } from '@tidemark/data';
import { EXIT, usageError } from '../../error.ts';
import { checkedOptions } from '../../options/checked-options.ts';
import { resampleSchema } from '../../options/data-options.ts';
import { dataLines } from '../../output/data-lines.ts';
import { sections } from '../../output/sections.ts';
import { fileBars } from '../../run/market-data.ts';
import { namedCalendar } from '../../run/named-calendar.ts';
import { outputFile, typed, writeBars } from '../../run/write-bars.ts';
import { progressOn } from '../../terminal/progress.ts';
import type { Terminal } from '../../terminal/terminal.ts';

/** `tidemark data resample`: bars of a longer timeframe, by the clock, a zone's midnights or the sessions of a market. */
export async function resampleCommand(
  [file, timeframe]: readonly [file: string, timeframe: string],
  written: object,
  { cwd, out, err }: Terminal,
): Promise<number> {
  const options = checkedOptions(resampleSchema, { ...written });
  const { out: target, wallClock, empty } = options;
  const path = outputFile(target, file, cwd);
  const toFrame = resampler(frameOf(timeframe), {
    calendar: namedCalendar(options.calendar),
    timeZone: wallClock,
    empty,
  });
  const progress = progressOn(err, options.quiet);
  try {
    progress.stage(`reading ${file}`);
    const read = await fileBars(options, resolve(cwd, file), (done) => progress.share(done));
    progress.stage(`resampling to ${timeframe}`);
    const bars = toFrame.apply(read.bars);
    progress.stage(`writing ${typed(path, cwd)}`);
    await writeBars(bars, path);
    progress.end();
    const report = describeBars(bars, { source: typed(path, cwd), rows: read.bars.length, findings: [] });
    if (options.json) out.write(`${JSON.stringify({ read: read.report, written: report }, undefined, 2)}\n`);
    else if (!options.quiet) {
      const parts = [
        ['Read', dataLines(read, out.style)],
        ['Written', dataLines({ bars, report }, out.style)],
      ] as const;
      out.write(sections(parts, out.style));
    }
    return EXIT.ok;
  } finally {
    progress.end();
  }
}

function frameOf(text: string): Timeframe {
  if (isTimeframe(text)) return text;
  const fix = 'write a count and a unit: 1m, 15m, 4h, 1d, 1w, 1M (months), 1Q, 1Y';
  throw usageError('INVALID_VALUE', { what: `${text} is no timeframe`, where: 'timeframe', fix });
}
