import type { Area } from './area.ts';

/** An area as the command knows it before it is loaded. */
export interface AreaEntry {
  /** Files of which its goldens folder holds at least one, by name or pattern. */
  readonly markers: readonly (string | RegExp)[];
  load(): Promise<Area>;
}

/** Every area by name; the code behind a name is loaded when it is asked for. */
export const areas: Readonly<Record<string, AreaEntry>> = {
  indicators: {
    markers: ['cases.json', 'spec.json', 'input.csv'],
    load: async () => (await import('./areas/indicators.ts')).indicators,
  },
  analysis: {
    markers: ['returns_metrics.json', 'drawdowns.json', 'edge_cases.json', 'rolling.json'],
    load: async () => (await import('./areas/analysis.ts')).analysis,
  },
  execution: {
    markers: [/\.json$/], // a file per case, named as its maker likes
    load: async () => (await import('./areas/execution.ts')).execution,
  },
  data: {
    markers: ['manifest.json', 'calendars.csv', 'quality_expected.json', 'csv_malformed'],
    load: async () => (await import('./areas/data.ts')).data,
  },
  ml: {
    markers: ['labels.json', 'fracdiff.json'],
    load: async () => (await import('./areas/ml.ts')).ml,
  },
};
