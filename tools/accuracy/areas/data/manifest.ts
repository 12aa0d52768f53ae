/** manifest.json: which file comes of which, and by what rule. */
export interface Manifest {
  readonly resample?: readonly ResampleCase[];
  readonly session?: readonly SessionCase[];
  readonly normalize?: readonly { readonly file: string; readonly window: number }[];
  readonly filter?: readonly FilterCase[];
  readonly ticks?: readonly TickCase[];
  readonly adjust?: readonly AdjustCase[];
  readonly calendar?: readonly { readonly expected: string; readonly source?: string }[];
}

export interface ResampleCase {
  readonly input: string;
  readonly expected: string;
  /** As pandas writes it: `15min`, `1W`, `1ME`. */
  readonly rule: string;
  readonly closed?: 'left' | 'right';
  readonly label?: 'left' | 'right';
  readonly origin?: 'start_day' | 'epoch' | 'start' | 'end';
  readonly offset?: string;
  readonly tz?: string;
  readonly mode?: 'elapsed' | 'wall';
}

export type SessionCase = {
  readonly input: string;
  readonly expected: string;
} & (
  | { readonly minutes: number; readonly calendar: string }
  /** One bar a session; `17:00(-1d)` opens on the day before its date. */
  | { readonly tz: string; readonly open: string; readonly close: string }
);

export type FilterCase =
  | { readonly input: string; readonly expected: string; readonly op: 'session-hours'; readonly calendar: string }
  | { readonly file: string; readonly window: number };

export interface TickCase {
  readonly input: string;
  readonly expected: string;
  readonly kind: 'time' | 'tick' | 'volume' | 'dollar' | 'tick-imbalance';
  readonly threshold?: number;
  readonly split?: boolean;
  readonly ms?: number;
  readonly mode?: 'fixed' | 'ewma';
  readonly E_T0?: number;
  readonly E_b0?: number;
  readonly span_T?: number;
  readonly span_b?: number;
  readonly floor?: number;
}

export interface AdjustCase {
  readonly input: string;
  readonly expected: string;
  readonly mode: 'backward' | 'forward';
  readonly actions: 'split' | 'total';
}
