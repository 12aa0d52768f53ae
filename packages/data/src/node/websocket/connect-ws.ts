import type { ClientOptions, WebSocket } from 'ws';
import { DataError } from '../../error.ts';
import type { ConnectSocket } from '../../sources/live/live-socket.ts';

/** What `ws` can be told besides: a proxy's agent, certificates, the largest message. */
export type ConnectWsOptions = Omit<ClientOptions, 'headers' | 'protocol' | 'auth'>;

/**
 * Opens WebSockets with `ws`, which is loaded with the first of them. It can send headers, ping, and pause, which the
 * WebSocket of the platform cannot.
 *
 * @throws DataError DRIVER_MISSING when a line is opened, with the command that installs it
 * @example
 * const live = liveBars(binanceKlineStream, { instruments: ['BTCUSDT'], timeframe: '1m', connect: connectWs() });
 */
export function connectWs(options: ConnectWsOptions = {}): ConnectSocket {
  return async (url, { headers, protocols }) => {
    const Socket = await driver();
    return new Socket(url, [...protocols], { maxPayload: 1 << 24, ...options, headers });
  };
}

async function driver(): Promise<typeof WebSocket> {
  try {
    const { WebSocket: Socket } = await import('ws');
    return Socket;
  } catch (cause) {
    throw new DataError('DRIVER_MISSING', { what: 'ws is not installed', fix: 'npm install ws', cause });
  }
}
