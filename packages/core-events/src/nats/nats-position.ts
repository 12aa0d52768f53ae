import type { StreamInfo } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { BridgeCore } from '../bridge/bridge-core.ts';
import { EventsError } from '../error.ts';
import { topicSegment } from '../topic.ts';
import type { NatsDriver } from './nats-client.ts';

/** Where a reader is, and since when the stream that it reads has existed. */
interface Place {
  readonly seq: number;
  readonly created: string;
}

/**
 * How far a reader has come in a stream. With a durable name the server keeps it, as the one message of a subject in
 * a stream beside.
 */
export class NatsPosition {
  readonly #driver: NatsDriver;
  readonly #stream: string;
  readonly #subject: string | undefined;
  readonly #subjects: string;
  readonly #core: BridgeCore;
  #seq = 0;
  #created = '';
  #noted = -1;

  constructor(driver: NatsDriver, prefix: string, stream: string, durable: string | undefined, core: BridgeCore) {
    this.#driver = driver;
    this.#stream = stream;
    this.#subjects = `${prefix}_positions`;
    this.#subject = durable === undefined ? undefined : `${this.#subjects}.${topicSegment(durable)}`;
    this.#core = core;
  }

  /** Finds the place to begin at. */
  async begin(connection: NatsConnection, { state, created }: StreamInfo, from: 'new' | 'start'): Promise<void> {
    this.#created = created;
    const noted = this.#subject === undefined ? undefined : await this.#read(connection, this.#subject);
    if (noted !== undefined && noted.created === created) this.#seq = noted.seq;
    else this.#seq = from === 'new' && noted === undefined ? state.last_seq : state.first_seq - 1;
    if (this.#seq < 0) this.#seq = 0;
  }

  /** @returns the sequence to read from on a new connection */
  resume({ created, state }: StreamInfo): number {
    if (created !== this.#created) {
      this.#created = created;
      this.#seq = Math.max(0, state.first_seq - 1);
      this.#core.tell(
        new EventsError('STREAM_RECREATED', {
          what: `the stream ${this.#stream} was deleted and made anew: it is read from its beginning`,
          fix: 'nothing, unless it held events that had not been read',
        }),
      );
    }
    return this.#seq + 1;
  }

  isNew(seq: number): boolean {
    return seq > this.#seq;
  }

  advance(seq: number): void {
    this.#seq = seq;
  }

  /** Has the server keep the place, where it has a durable name. */
  async note(connection: NatsConnection): Promise<void> {
    const seq = this.#seq;
    if (this.#subject === undefined || seq === this.#noted) return;
    const js = this.#driver.streams.jetstream(connection, { timeout: this.#core.timeoutMs });
    const place: Place = { seq, created: this.#created };
    await js.publish(this.#subject, JSON.stringify(place));
    this.#noted = seq;
  }

  async #read(connection: NatsConnection, subject: string): Promise<Place | undefined> {
    const { streams } = await this.#driver.streams.jetstreamManager(connection, { timeout: this.#core.timeoutMs });
    const name = `${this.#stream}_POSITIONS`;
    await streams.add({ name, subjects: [`${this.#subjects}.>`], max_msgs_per_subject: 1 });
    const message = await streams.getMessage(name, { last_by_subj: subject });
    return message === null ? undefined : (JSON.parse(message.string()) as Place);
  }
}
