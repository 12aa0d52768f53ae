// Who may import whom: the one source of the Nx tags, the lint constraints, the graph test, the package generator and
// the tables in docs/ARCHITECTURE.md and packages/README.md. Each line names the package and everything it may import,
// nothing implied: our own packages by folder, third parties by npm name. A package stands below all that it imports.

const packages = {
  'core-errors': [],
  'core-market': ['core-errors'],
  'core-config': ['core-errors', 'zod', 'yaml', 'smol-toml', 'tsx'],
  'core-logging': ['core-errors', 'pino'],
  'core-workers': ['core-errors', 'tsx'],
  'core-cache': ['core-errors', 'core-market', 'lru-cache', 'ioredis'],
  'core-events': ['core-errors', 'core-market', 'ioredis', '@nats-io/transport-node', '@nats-io/jetstream'],
  'modeling-indicators': ['core-errors', 'core-market', 'technicalindicators'],
  data: [
    'core-errors',
    'core-market',
    'core-cache',
    'zod',
    '@duckdb/node-api',
    'pg',
    'pg-copy-streams',
    'ws',
    'arquero',
  ],
  analysis: ['core-errors', 'core-market', 'd3-scale', 'd3-shape'],
  'modeling-features': ['core-errors', 'core-market', 'modeling-indicators'],
  'modeling-rules': ['core-errors', 'core-market', 'modeling-indicators', 'zod'],
  strategy: ['core-errors', 'core-market', 'modeling-indicators', 'modeling-rules', 'modeling-features', 'zod', 'tsx'],
  risk: ['core-errors', 'core-market', 'modeling-indicators', 'analysis'],
  execution: ['core-errors', 'core-market', 'core-events', 'analysis', 'risk'],
};

const everything = Object.keys(packages);

/** @type {Record<string, string[]>} */
export const boundaries = {
  ...packages,
  tidemark: [...everything, 'zod'],
  cli: [...everything, 'tidemark', 'commander', 'tsx', 'zod'],
};

/** Folders under a package's src that are subpaths of the same name and may use Node. */
export const nodeFolders = ['node', 'redis', 'duckdb', 'postgres', 'nats', 'bullmq', 'onnx', 'ccxt', 'xlsx', 'pdf'];

export const isWorkspace = (name) => name in boundaries;
export const tag = (name) => `pkg:${name}`;
/** `core-errors` -> `@tidemark/core-errors`; the umbrella is unscoped. */
export const npmName = (name) => (name === 'tidemark' ? name : `@tidemark/${name}`);
/** The inverse, for any import specifier: `@tidemark/strategy/node` -> `strategy`, `tsx/esm/api` -> `tsx`. */
export function boundaryName(specifier) {
  const [first, second] = specifier.split('/');
  if (first === '@tidemark') return second;
  return first.startsWith('@') ? `${first}/${second}` : first;
}
