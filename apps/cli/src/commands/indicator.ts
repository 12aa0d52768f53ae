import { createWriteStream } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { makeFolder } from '@tidemark/data/node';
import { catalogue, type CatalogueEntry } from '@tidemark/modeling-indicators/catalogue';
import { EXIT, usageError } from '../error.ts';
import { checkedOptions } from '../options/checked-options.ts';
import { flagOf, indicatorEntry } from '../options/indicator-flags.ts';
import { indicatorSchema, parametersSchema } from '../options/indicator-options.ts';
import { furtherColumns, indicatorColumns } from '../run/indicator-columns.ts';
import { marketData } from '../run/market-data.ts';
import { progressOn } from '../terminal/progress.ts';
import { signs, type Style } from '../terminal/style.ts';
import { wrapped } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** `tidemark indicator`: one indicator over a file of bars, as CSV or JSON; or the list of all. */
export async function indicatorCommand(
  name: string | undefined,
  written: object,
  { cwd, out, err }: Terminal,
): Promise<number> {
  const entry = name === undefined ? undefined : indicatorEntry(name);
  const names = entry?.parameters.map((parameter) => parameter.name) ?? [];
  const isParameter = ([flag]: readonly [string, unknown]): boolean => names.includes(flag);
  const flags = Object.entries(written) as [string, unknown][];
  const options = checkedOptions(indicatorSchema, Object.fromEntries(flags.filter((each) => !isParameter(each))));
  if (options.list || entry === undefined) {
    if (!options.list)
      throw usageError('NO_INDICATOR', { what: 'no indicator is named', fix: 'name one, or give --list' });
    out.write(options.json ? `${JSON.stringify(catalogue, undefined, 2)}\n` : listText(out.style));
    return EXIT.ok;
  }
  const params = checkedOptions(parametersSchema(entry), Object.fromEntries(flags.filter(isParameter)));
  const progress = progressOn(err, options.quiet);
  try {
    progress.stage(`reading ${options.data ?? 'the sample'}`);
    const extra = furtherColumns(options.inputs);
    const csv = extra.length === 0 ? options.csv : { extra, ...options.csv };
    const { bars } = await marketData({ ...options, csv }, cwd, (done) => progress.share(done));
    progress.end();
    const ordered = names.map((parameter) => params[parameter] as number);
    const columns = indicatorColumns(entry, ordered, bars, options.inputs);
    const text = options.json ? jsonText(bars.time, columns) : csvText(bars.time, columns);
    if (options.out === undefined) out.write([...text].join(''));
    else await writeText(resolve(cwd, options.out), text);
    return EXIT.ok;
  } finally {
    progress.end();
  }
}

type Columns = Readonly<Record<string, Float64Array>>;

const isoText = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');

/** Times and numbers in the fewest digits that give the same bits again; an unknown one is empty. */
function* csvText(time: Float64Array, columns: Columns): Generator<string> {
  yield `${['time', ...Object.keys(columns)].join()}\n`;
  const values = Object.values(columns);
  for (let i = 0; i < time.length; i++) {
    const cells = values.map((column) => (Number.isNaN(column[i]) ? '' : String(column[i])));
    yield `${isoText(time[i] as number)},${cells.join()}\n`;
  }
}

/** The same for programs: one object a bar, an unknown number as null. */
function* jsonText(time: Float64Array, columns: Columns): Generator<string> {
  const names = Object.entries(columns);
  for (let i = 0; i < time.length; i++) {
    const row = Object.fromEntries(names.map(([name, column]) => [name, column[i]]));
    yield `${i === 0 ? '[' : ','}\n${JSON.stringify({ time: isoText(time[i] as number), ...row })}`;
  }
  yield '\n]\n';
}

async function writeText(path: string, text: Iterable<string>): Promise<void> {
  await makeFolder(dirname(path));
  await pipeline(Readable.from(text), createWriteStream(path));
}

/** Every indicator with what it takes, by group. */
function listText(style: Style): string {
  const groups = [...new Set(catalogue.map(({ group }) => group))];
  const sections = groups.map((group) => {
    const entries = catalogue.filter((entry) => entry.group === group);
    return [style.bold(group), ...entries.flatMap((entry) => entryLines(entry, style))].join('\n');
  });
  return `${sections.join('\n\n')}\n`;
}

function entryLines({ id, title, inputs, parameters }: CatalogueEntry, style: Style): string[] {
  const flags = parameters.map((parameter) => ` ${flagOf(parameter.name)} ${parameter.default}`);
  const text = `${id}${flags.join('')} (${inputs.join(', ')}): ${title}`;
  return wrapped(text, style.width, '      ', '  ').map((line) => signs(style, line));
}
