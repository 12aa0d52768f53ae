import type { BridgeOptions } from '../bridge/bridge.ts';

// No type of the driver stands here: whoever installs this package without it can still compile against it.

/** Options of the driver's `connect`, by their names there; `reconnect` is the bridge's. */
export type NatsConnectionOptions = Readonly<Record<string, unknown>>;

/** Settings of a JetStream stream, by the driver's names: `storage`, `num_replicas`, `max_bytes`, `max_age` ... */
export type NatsStreamSettings = Readonly<Record<string, unknown>>;

/** Which stream of which server. */
export interface NatsBridgeOptions extends BridgeOptions {
  /** `127.0.0.1:4222`, or several, or all options of the driver's `connect`. */
  readonly nats: string | readonly string[] | NatsConnectionOptions;
  /** Name of the JetStream stream; made where it does not exist. */
  readonly stream: string;
  /** Subjects are `<prefix>.<topic>`. Default: the stream's name in small letters. */
  readonly prefix?: string | undefined;
  /** Settings of a stream that is made: storage, replicas, limits. */
  readonly config?: NatsStreamSettings | undefined;
}
