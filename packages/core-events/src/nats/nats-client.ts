import type * as jetstream from '@nats-io/jetstream';
import type * as transport from '@nats-io/transport-node';
import type { NatsConnection } from '@nats-io/transport-node';
import { EventsError } from '../error.ts';

/** The two modules of the driver, which are optional peers. */
export interface NatsDriver {
  readonly transport: typeof transport;
  readonly streams: typeof jetstream;
}

/** @throws EventsError DRIVER_MISSING with the command that installs it */
export async function natsDriver(): Promise<NatsDriver> {
  try {
    const [transport, streams] = await Promise.all([import('@nats-io/transport-node'), import('@nats-io/jetstream')]);
    return { transport, streams };
  } catch (cause) {
    throw new EventsError('DRIVER_MISSING', {
      what: 'the NATS driver is not installed',
      fix: 'npm install @nats-io/transport-node @nats-io/jetstream',
      cause,
    });
  }
}

/** What is told to `connect` of the driver. */
export type NatsConnectOptions = NonNullable<Parameters<NatsDriver['transport']['connect']>[0]>;

/**
 * A connection that ends where it is lost: the bridge makes the next one. The driver's own would send what it had
 * buffered before the bridge repeats what was lost, and change the order.
 */
export function connectOnce(
  { transport }: NatsDriver,
  options: NatsConnectOptions,
  timeoutMs: number,
): Promise<NatsConnection> {
  const pingInterval = Math.max(500, Math.round(timeoutMs / 2));
  return transport.connect({
    noAsyncTraces: true,
    ...options,
    reconnect: false,
    timeout: timeoutMs,
    pingInterval,
    maxPingOut: 2,
  });
}
