import { join, resolve } from 'node:path';
import { EXIT } from '../../error.ts';
import { checkedOptions } from '../../options/checked-options.ts';
import { convertSchema } from '../../options/data-options.ts';
import { dataLines } from '../../output/data-lines.ts';
import { sections, type Section } from '../../output/sections.ts';
import { fileBars, type MarketData } from '../../run/market-data.ts';
import { outputFile, typed, writeBars } from '../../run/write-bars.ts';
import { progressOn } from '../../terminal/progress.ts';
import type { Terminal } from '../../terminal/terminal.ts';

const USUAL_FOLDER = 'data';

/** `tidemark data import`: files of bars become Parquet in one folder, `SYMBOL-timeframe.parquet` each. */
export function importCommand(files: readonly string[], written: object, terminal: Terminal): Promise<number> {
  const options = checkedOptions(convertSchema, { ...written });
  const folder = options.out ?? USUAL_FOLDER;
  const target = ({ bars }: MarketData): string => join(folder, `${fileName(bars.symbol)}-${bars.timeframe}.parquet`);
  return convert(files, options, target, terminal);
}

/** `tidemark data export`: one file of bars in another form. */
export function exportCommand(file: string, written: object, terminal: Terminal): Promise<number> {
  const options = checkedOptions(convertSchema, { ...written });
  const out = outputFile(options.out, file, terminal.cwd);
  return convert([file], options, () => out, terminal);
}

async function convert(
  files: readonly string[],
  options: ReturnType<typeof checkedOptions<typeof convertSchema>>,
  target: (market: MarketData) => string,
  { cwd, out, err }: Terminal,
): Promise<number> {
  const progress = progressOn(err, options.quiet);
  const told: Section[] = [];
  const done: { readonly file: string; readonly bars: number; readonly report: MarketData['report'] }[] = [];
  try {
    for (const [i, file] of files.entries()) {
      progress.stage(`reading ${file}`);
      const market = await fileBars(options, resolve(cwd, file), (done) => {
        progress.share((i + done / 2) / files.length);
      });
      const path = resolve(cwd, target(market));
      progress.stage(`writing ${typed(path, cwd)}`);
      progress.share((i + 0.5) / files.length);
      await writeBars(market.bars, path);
      done.push({ file: typed(path, cwd), bars: market.bars.length, report: market.report });
      told.push(['Data', dataLines(market, out.style)]);
    }
  } finally {
    progress.end();
  }
  if (options.json) out.write(`${JSON.stringify(done, undefined, 2)}\n`);
  else if (!options.quiet) {
    out.write(sections([...told, ['Written', done.map(({ file }) => `  ${file}`)]], out.style));
  }
  return EXIT.ok;
}

/** A symbol as part of a file name: `BTC/USDT` -> `BTC_USDT`. */
function fileName(symbol: string): string {
  return symbol.replaceAll(/[^\w.^=-]/g, '_');
}
