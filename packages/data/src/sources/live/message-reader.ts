import { DataError } from '../../error.ts';
import type { FindingTally } from './finding-tally.ts';
import type { FeedEvent, FeedRequest, LiveFeed } from './live-feed.ts';
import type { Redaction } from './redaction.ts';

/** How much of a malformed message is shown. */
const SAMPLE = 60;

/** Frames to what they mean. What cannot be read is counted and told; too much of it in a row is an error. */
export class MessageReader<Message> {
  readonly #feed: LiveFeed<Message>;
  readonly #request: FeedRequest;
  readonly #redaction: Redaction;
  readonly #tally: FindingTally;
  readonly #limit: number;
  #messages = 0;
  #malformed = 0;
  #inARow = 0;

  constructor(
    feed: LiveFeed<Message>,
    request: FeedRequest,
    { redaction, tally, limit }: { redaction: Redaction; tally: FindingTally; limit: number },
  ) {
    this.#feed = feed;
    this.#request = request;
    this.#redaction = redaction;
    this.#tally = tally;
    this.#limit = limit;
  }

  get messages(): number {
    return this.#messages;
  }

  get malformed(): number {
    return this.#malformed;
  }

  /**
   * What a frame says; nothing where it is malformed.
   *
   * @throws DataError MALFORMED_MESSAGES after so many in a row
   */
  async read(frame: unknown): Promise<readonly FeedEvent[]> {
    this.#messages++;
    const binary = typeof frame !== 'string';
    const bytes = frame instanceof ArrayBuffer ? new Uint8Array(frame) : frame;
    let data: unknown;
    try {
      data = await this.#decoded(bytes as string | Uint8Array, binary);
    } catch (error) {
      const sample = binary ? 'a binary frame' : JSON.stringify(this.#redaction.text(frame).slice(0, SAMPLE));
      return this.refuse('MALFORMED_MESSAGE', `a message cannot be decoded: ${this.#said(error)}; it is ${sample}`);
    }
    const { success, data: message, error } = this.#feed.message.safeParse(data);
    if (!success) {
      const { path, message: why } = error.issues[0] ?? { path: [], message: 'no reason given' };
      const at = path.length === 0 ? 'it' : path.join('.');
      return this.refuse(
        'UNEXPECTED_MESSAGE',
        this.#redaction.text(`a message has not the expected shape: ${at}: ${why}`),
      );
    }
    try {
      const events = this.#feed.read(message, this.#request);
      return Array.isArray(events) ? (events as readonly FeedEvent[]) : [events as FeedEvent];
    } catch (error) {
      return this.refuse('UNEXPECTED_MESSAGE', `a message cannot be read: ${this.#said(error)}`);
    }
  }

  /** A message was good in all that it said. */
  accept(): void {
    this.#inARow = 0;
  }

  /**
   * A message is no good.
   *
   * @throws DataError MALFORMED_MESSAGES
   */
  refuse(code: string, what: string): readonly FeedEvent[] {
    this.#malformed++;
    const where = `${this.#feed.name}, message ${this.#messages}`;
    this.#tally.add({ code, what, count: 1, where });
    if (++this.#inARow < this.#limit) return [];
    throw new DataError('MALFORMED_MESSAGES', {
      what: `${this.#inARow} messages in a row could not be used; of the last, ${what}`,
      where,
      fix: 'compare the definition of the feed with the manual of the service, or raise malformedLimit',
    });
  }

  #decoded(frame: string | Uint8Array, binary: boolean): unknown {
    if (this.#feed.decode !== undefined) return this.#feed.decode(frame);
    if (binary) throw new Error('it is binary, and the feed has no `decode`');
    return JSON.parse(frame as string);
  }

  /** Engines quote the text in the error of JSON, cut off anywhere: it is shown by the sample alone. */
  #said(error: unknown): string {
    return error instanceof SyntaxError ? 'it is no JSON' : this.#redaction.cause(error).message;
  }
}
