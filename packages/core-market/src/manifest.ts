/** Everything that made a run, so that it can be repeated. Plain JSON. */
export interface RunManifest {
  /** Bar semantics: name and version, such as `tidemark-1`. */
  readonly profile: string;
  /** Package versions that took part. */
  readonly versions: Readonly<Record<string, string>>;
  readonly data: readonly {
    readonly symbol: string;
    readonly timeframe: string;
    readonly adjustment: string;
    readonly bars: number;
    /** Epoch ms of the first open and of the last close; null without bars. */
    readonly from: number | null;
    readonly to: number | null;
    /** 128-bit hash of every column. */
    readonly fingerprint: string;
  }[];
  readonly strategy: {
    readonly name: string;
    readonly params: unknown;
    readonly paramsHash: string;
    /** Hash of the file a strategy was loaded from, or of the source text of its functions. */
    readonly codeHash: string;
  };
  /** Capital, costs, sizer and switches, by name. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly seed: number | null;
  /** Hashes of the order log and of the fill log: any drift shows. */
  readonly orderHash: string;
  readonly fillHash: string;
}

/** Something a run's reader should know: a code for machines and a sentence. */
export interface RunWarning {
  readonly code: string;
  readonly what: string;
}
