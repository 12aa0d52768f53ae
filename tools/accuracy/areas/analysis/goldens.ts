/** returns_metrics.json: series by name and rate, each with its metrics. */
export interface MetricGoldens {
  readonly meta: {
    readonly periods_per_year: number;
    readonly benchmark?: string;
    readonly source?: string;
    readonly tolerance?: string;
  };
  readonly series: Readonly<Record<string, SeriesGolden>>;
}

export interface SeriesGolden {
  /** Columns of the price file whose returns are averaged; absent for `<name>_monthly`. */
  readonly members?: readonly string[];
  /** Dates of the first and last return. */
  readonly first?: string;
  readonly last?: string;
  readonly n: number;
  readonly rf_annual: number;
  readonly benchmark: string;
  readonly metrics: Readonly<Record<string, { readonly value: number | null; readonly convention?: string }>>;
}

/** drawdowns.json. */
export interface DrawdownGoldens {
  readonly series: Readonly<
    Record<
      string,
      {
        readonly episodes: number;
        readonly top: readonly EpisodeGolden[];
        readonly time_under_water_share?: number;
      }
    >
  >;
}

export interface EpisodeGolden {
  readonly depth: number;
  /** A date, or `BASE`: the wealth before the first return. */
  readonly peak: string;
  readonly start: string;
  readonly valley: string;
  readonly recovery: string | null;
  readonly bars_peak_to_valley: number;
  readonly bars_valley_to_recovery: number | null;
  readonly bars_underwater: number;
  readonly calendar_days_peak_to_end: number | null;
}

/** calendar_tables.json. */
export interface CalendarGoldens {
  readonly series: Readonly<
    Record<
      string,
      {
        readonly monthly?: Readonly<Record<string, number>>;
        readonly annual?: Readonly<Record<string, number>>;
        readonly weekday_mean?: Readonly<Record<string, number>>;
        readonly best_month?: number;
        readonly worst_month?: number;
        readonly positive_months_share?: number;
      }
    >
  >;
}

/** rolling.json: columns as `<kind>_<window>`. */
export interface RollingGoldens {
  readonly series: Readonly<Record<string, Readonly<Record<string, ColumnGolden>>>>;
}

export type ColumnGolden = {
  readonly first: string;
  readonly count: number;
  readonly sum?: number;
  readonly sumsq?: number;
  readonly min?: number;
  readonly max?: number;
  readonly last?: number;
  readonly stride?: number;
} & Readonly<Record<`values_every_${number}`, readonly number[]>>;

/** edge_cases.json: what other libraries answer, `"NaN"`, `"Infinity"` and `"error: …"` as text. */
export interface EdgeGoldens {
  readonly cases: Readonly<
    Record<
      string,
      {
        readonly returns: readonly (number | string)[];
        readonly peers: Readonly<Record<string, Readonly<Record<string, number | string | null>>>>;
      }
    >
  >;
}
