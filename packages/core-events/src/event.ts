/** What was published: its payload, and where it stands among the others. */
export interface BusEvent<Payload = unknown> {
  /** 0, 1, 2 … in the order of publication: no two events of a bus share one. */
  readonly seq: number;
  /** Segments between dots: `bar.ES.1m`. */
  readonly topic: string;
  /** When it happened, epoch ms UTC; NaN where nobody said so. */
  readonly time: number;
  readonly payload: Payload;
  /** The seq of the event during whose handling it was published; -1 for one that came from outside. */
  readonly cause: number;
}

/** An event as a recording keeps it. */
export type RecordedEvent = BusEvent;

/** Handles an event at once: the bus does not wait for promises here (see `onAsync`). */
export type Handler<Payload = unknown> = (payload: Payload, event: BusEvent<Payload>) => void;

/** Handles an event in its own time; the next one waits for its promise. */
export type AsyncHandler<Payload = unknown> = (payload: Payload, event: BusEvent<Payload>) => Promise<void>;

/** Says whether a subscriber wants an event. */
export type EventFilter<Payload = unknown> = (payload: Payload, event: BusEvent<Payload>) => boolean;
