/** What came of comparing one golden case. */
export interface CaseOutcome {
  /** Such as `RSI(timeperiod=14)`. */
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** The largest difference seen, in the measure that `tolerance` names. */
  readonly difference?: number | undefined;
  /** Such as `rel 1e-9`. */
  readonly tolerance?: string | undefined;
  /** Where the largest difference or the failure is; why a case was skipped. */
  readonly detail?: string | undefined;
}

/** Where an area finds its cases and the data files that they name. */
export interface GoldenFolders {
  /** Folder of this area's goldens, in the form that its README documents. */
  readonly goldens: string;
  /** Path of a data file, found by name anywhere under the data folder. @throws AccuracyError DATA_FILE_MISSING */
  readonly data: (fileName: string) => string;
}

/** Compares every case of one area with the packages. */
export type Area = (folders: GoldenFolders) => CaseOutcome[] | Promise<CaseOutcome[]>;
