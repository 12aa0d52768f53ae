import { ConfigManager, parseConfigFile, tidemarkSchema } from '@tidemark/core-config';
import type { Figure } from '../../figure.ts';
import { interleaved } from '../../measure.ts';

const TIMES = 200;
const TEXT = `
backtest: { capital: 50000, commission: 0.0002, audit: true }
data: { file: es.csv, timeframe: 5m }
cache: { ttl: 1h, regions: { market_data: { ttl: 24h }, features: { maxEntries: 500 } } }
logging: { level: debug, levels: { data: trace } }
`;
const environment = { TIDEMARK_CACHE__TTL_MS: undefined, TIDEMARK_BACKTEST__CAPITAL: '20_000', HOME: '/' };

/** What layers, places, references and explanations cost beyond zod's check alone. */
export async function config(): Promise<Figure[]> {
  const files = [parseConfigFile(TEXT, 'tidemark.config.yaml')];
  const tree = files[0]!.values;
  const repeat = (work: () => unknown) => (): void => {
    for (let i = 0; i < TIMES; i++) work();
  };
  const times = await interleaved({
    zod: repeat(() => tidemarkSchema.parse(tree)),
    manager: repeat(() => new ConfigManager(tidemarkSchema, { files, environment })),
    text: repeat(() => parseConfigFile(TEXT, 'tidemark.config.yaml')),
  });
  const figure = (name: string, ms: number): Figure => ({
    area: 'core',
    name: `config: ${name}`,
    value: (ms / TIMES) * 1e3,
    unit: 'us',
    reference: 'bare zod parse',
    referenceValue: (times.zod / TIMES) * 1e3,
    ratio: ms / times.zod,
  });
  return [
    figure('layers to a checked configuration', times.manager),
    figure('12 settings of YAML to data and places', times.text),
  ];
}
