import type { BusEvent } from './event.ts';

/** An event made by a bus: one class, because engines give its objects better code than literals of many places. */
export class PublishedEvent implements BusEvent {
  readonly seq: number;
  readonly topic: string;
  readonly time: number;
  readonly payload: unknown;
  readonly cause: number;

  constructor(seq: number, topic: string, time: number, payload: unknown, cause: number) {
    this.seq = seq;
    this.topic = topic;
    this.time = time;
    this.payload = payload;
    this.cause = cause;
  }
}
