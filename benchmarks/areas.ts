import type { BenchArea } from './figure.ts';

/** Every area by name; the code behind a name is loaded when it is asked for. */
export const areas: Readonly<Record<string, () => Promise<BenchArea>>> = {
  engine: async () => (await import('./areas/engine.ts')).engine,
  cli: async () => (await import('./areas/cli.ts')).cli,
  data: async () => (await import('./areas/data.ts')).data,
  indicators: async () => (await import('./areas/indicators.ts')).indicators,
  rules: async () => (await import('./areas/rules.ts')).rules,
  core: async () => (await import('./areas/core.ts')).core,
};
