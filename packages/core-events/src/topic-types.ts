// Types only: from an event map (topic pattern -> payload) to what a topic carries and what a pattern may see.

/** Topic patterns -> payload types: `{ 'bar.*.*': BarRecord; 'log.**': string; heartbeat: number }`. */
export type EventMap = object;

/** Any topic, any payload: for code that serves every bus. */
export interface AnyEvents {
  '**': unknown;
}

/** The patterns that an event map names. */
export type PatternsOf<M extends EventMap> = Extract<keyof M, string>;

/** The topics that a pattern speaks of: `bar.*.1m` becomes `bar.${string}.1m`. */
export type TopicsOf<Pattern extends string> = Pattern extends '**' | '*'
  ? string
  : Pattern extends `${infer Head}.${infer Tail}`
    ? `${TopicsOf<Head>}.${TopicsOf<Tail>}`
    : Pattern;

/** What is published under a topic, or seen through a pattern: the payloads of every entry that they overlap. */
export type PayloadOf<M extends EventMap, Pattern extends string> = {
  [K in PatternsOf<M>]: true extends Overlaps<K, Pattern> ? M[K] : never;
}[PatternsOf<M>];

/** The pattern itself where the map has something for it; otherwise a sentence, which the compiler will show. */
export type Known<M extends EventMap, Pattern extends string> = true extends {
  [K in PatternsOf<M>]: Overlaps<K, Pattern>;
}[PatternsOf<M>]
  ? Pattern
  : `no event of the map matches '${Pattern}'`;

type Overlaps<A extends string, B extends string> = string extends A
  ? true
  : string extends B
    ? true
    : A extends '**'
      ? true
      : B extends '**'
        ? true
        : A extends `${infer HeadA}.${infer TailA}`
          ? B extends `${infer HeadB}.${infer TailB}`
            ? true extends SegmentsOverlap<HeadA, HeadB>
              ? Overlaps<TailA, TailB>
              : false
            : false
          : B extends `${string}.${string}`
            ? false
            : SegmentsOverlap<A, B>;

type SegmentsOverlap<A extends string, B extends string> = string extends A
  ? true
  : string extends B
    ? true
    : A extends '*'
      ? true
      : B extends '*'
        ? true
        : A extends B
          ? true
          : B extends A
            ? true
            : false;
