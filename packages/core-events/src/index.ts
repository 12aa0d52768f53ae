// The bus: typed topics, an order that can be relied on, errors that stay where they happen.
export { EventBus, type AnyBus } from './event-bus.ts';
export type { Tap, TapOptions } from './taps.ts';
export type { AsyncSubscribeOptions, EventBusOptions, EventBusStats, SubscribeOptions } from './bus-options.ts';
export type { AsyncHandler, BusEvent, EventFilter, Handler } from './event.ts';
export type { QueueOptions, QueuePolicy } from './event-queue.ts';
export type { EventStream } from './event-stream.ts';
export type { AsyncSubscription, Subscription } from './subscription.ts';
export type { DeadLetter, DeadLetterReplay, DeadLetters } from './dead-letters.ts';
export type { ListenableSignal } from './abort-signal.ts';
export type { Timers } from './timers.ts';

// Topics: what they may be, and what they carry.
export { fromTopicSegment, topicSegment } from './topic.ts';
export { matches, parsePattern, type Pattern } from './pattern.ts';
export type { AnyEvents, EventMap, Known, PatternsOf, PayloadOf, TopicsOf } from './topic-types.ts';

// The events of this field.
export { topics, type BarRecord, type EquityRecord, type MarketEvents, type PositionRecord } from './event-types.ts';
export type { QuoteRecord, SessionRecord, TickRecord } from './event-types.ts';
export { payloadTime } from './event-time.ts';
export { EventHandler } from './event-handlers.ts';

// Fewer events, several at a time, several sources in one order.
export { throttle, type Throttled, type ThrottleOptions } from './throttle.ts';
export { batch, type Batched, type BatchOptions } from './batch.ts';
export { mergeByTime, mergeByTimeAsync, type Timed } from './merge-by-time.ts';

// Recording, and the same events again.
export { frameSink, ndjsonSink, record, type EventSink, type Recording, type RecordOptions } from './record.ts';
export type { RecordedEvent } from './event.ts';
export { MemorySink } from './recording/memory-sink.ts';
export { readRecording, type RecordingContent } from './recording/read-recording.ts';
export type { RecordingFormat } from './recording/format.ts';
export { replay, type EventSource, type ReplayOptions, type ReplayReport } from './replay.ts';

export { EventsError } from './error.ts';
