import { join, resolve } from 'node:path';
import { alpacaBars, binanceKlines, downloadBars, type DownloadReport, type HttpBarDefinition } from '@tidemark/data';
import { formatMoment, formatNumber } from '@tidemark/analysis/visualization';
import { instrument } from '@tidemark/core-market';
import { nearestName } from '@tidemark/core-errors';
import { asUsage, EXIT, usageError } from '../../error.ts';
import { checkedOptions } from '../../options/checked-options.ts';
import { downloadSchema } from '../../options/data-options.ts';
import { findingLines } from '../../output/data-lines.ts';
import { sections } from '../../output/sections.ts';
import { typed } from '../../run/write-bars.ts';
import { progressOn } from '../../terminal/progress.ts';
import type { Style } from '../../terminal/style.ts';
import { wrapped } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';

interface Service {
  readonly definition: HttpBarDefinition;
  /** Where its secrets are: name -> variable of the environment. */
  readonly secrets: Readonly<Record<string, string>>;
}

const SERVICES: Readonly<Record<string, Service>> = {
  binance: { definition: binanceKlines as HttpBarDefinition, secrets: {} },
  alpaca: {
    definition: alpacaBars as HttpBarDefinition,
    secrets: { keyId: 'APCA_API_KEY_ID', secretKey: 'APCA_API_SECRET_KEY' },
  },
};

/**
 * `tidemark data download`: bars of a service into a folder of Parquet files. What is there is not asked for again: a
 * download that was cut short goes on where it ended.
 *
 * @param asked service, symbol and timeframe, as they were typed
 */
export async function downloadCommand(
  asked: readonly [service: string, symbol: string, timeframe: string],
  written: object,
  { cwd, env, out, err }: Terminal,
): Promise<number> {
  const [name, symbol, frame] = asked;
  const options = checkedOptions(downloadSchema, { ...written, timeframe: frame });
  const { definition, secrets: variables } = serviceOf(name);
  const secrets = secretsOf(variables, env);
  const { from, to = Date.now(), timeframe, currency, adjustment, baseUrl } = options;
  const of = asUsage('symbol', () => instrument(symbol, { currency }));
  const folder = resolve(
    cwd,
    options.out ?? join('data', name, `${symbol.replaceAll(/[^\w.^=-]/g, '_')}-${timeframe}`),
  );
  const { parquetStore } = await import('../../run/parquet.ts');
  const store = parquetStore({ folder, instrument: of, timeframe, adjustment });
  const progress = progressOn(err, options.quiet);
  progress.stage(`downloading ${symbol} ${timeframe} from ${name}`);
  try {
    const report = await downloadBars(definition, {
      store,
      instrument: of,
      timeframe,
      from,
      to: options.to,
      adjustment,
      baseUrl,
      secrets,
      onPage: (page) => progress.share((page.to - from) / (to - from)),
    });
    progress.end();
    if (options.json) out.write(`${JSON.stringify({ ...report, folder: typed(folder, cwd) }, undefined, 2)}\n`);
    else if (!options.quiet) {
      const lines = reportLines(report, out.style);
      out.write(
        sections(
          [
            ['Download', lines],
            ['Written', [`  ${typed(folder, cwd)}`]],
          ],
          out.style,
        ),
      );
    }
    return EXIT.ok;
  } finally {
    progress.end();
  }
}

function serviceOf(name: string): Service {
  const service = SERVICES[name];
  if (service !== undefined) return service;
  const known = Object.keys(SERVICES);
  const meant = nearestName(name, known);
  const fix = meant === undefined ? `give one of ${known.join(', ')}` : `did you mean ${meant}?`;
  throw usageError('UNKNOWN_SERVICE', { what: `there is no service ${name}`, where: 'service', fix });
}

/** Functions, not texts: nothing that prints the options can print what they answer. */
function secretsOf(variables: Service['secrets'], env: Terminal['env']): Record<string, () => string> {
  const secrets = Object.entries(variables).map(([name, variable]) => {
    const value = env[variable] ?? '';
    if (value !== '') return [name, () => value] as const;
    const fix = `set ${Object.values(variables).join(' and ')}`;
    throw usageError('MISSING_SECRET', { what: `the variable ${variable} is not set`, where: 'environment', fix });
  });
  return Object.fromEntries(secrets);
}

function reportLines(report: DownloadReport, style: Style): string[] {
  const { source, from, to, asked, missing, pages, requests, retries, waitedMs, bars, findings } = report;
  const count = (number: number): string => formatNumber(number, 0);
  const facts =
    asked.length === 0
      ? `${source}: all of ${formatMoment(from)} to ${formatMoment(to)} was there`
      : `${source}: ${count(bars)} bars of ${count(pages)} pages, ${formatMoment(from)} to ${formatMoment(to)}; ` +
        `${count(requests)} requests, ${count(retries)} of them again, ${formatNumber(waitedMs / 1000, 1)} s of waiting`;
  const rest = missing.map((range) => `not over yet: ${formatMoment(range.from)} to ${formatMoment(range.to)}`);
  return [
    ...wrapped(facts, style.width, '  '),
    ...rest.flatMap((line) => wrapped(line, style.width, '  ')),
    ...findings.flatMap((finding) => findingLines(finding, style)),
  ];
}
