/** One trading session. */
export interface Session {
  /** Local date of the session, `2024-07-03`. */
  readonly date: string;
  /** Epoch ms UTC. */
  readonly open: number;
  readonly close: number;
  readonly breakStart?: number | undefined;
  readonly breakEnd?: number | undefined;
}

/** When a market trades. */
export interface Calendar {
  /** Such as XNYS. */
  readonly name: string;
  /** IANA name, such as America/New_York. */
  readonly timeZone: string;
  /** Sessions that overlap [from, to), epoch ms, oldest first. */
  sessions(from: number, to: number): readonly Session[];
  isOpen(time: number): boolean;
}
