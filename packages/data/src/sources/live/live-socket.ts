import { DataError } from '../../error.ts';

/** What a WebSocket tells, as far as it is heard. */
export interface SocketEvent {
  readonly type?: string | undefined;
  /** Of a message: a text, or an ArrayBuffer. */
  readonly data?: unknown;
  /** Of an end. */
  readonly code?: number | undefined;
  readonly reason?: unknown;
  /** Of a failure. */
  readonly error?: unknown;
  readonly message?: string | undefined;
}

/** The part of a WebSocket that live bars need: those of browsers, of Node and of `ws` have it. */
export interface LiveSocket {
  readonly readyState: number;
  binaryType: string;
  send(text: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'open' | 'message' | 'close' | 'error', listener: (event: SocketEvent) => void): void;

  // What only some have; `ws` has all of it.
  /** Ends the line without waiting for the other side. */
  terminate?(): void;
  /** Asks for a sign of life. */
  ping?(): void;
  /** Signs of life that are no messages. */
  on?(event: 'ping' | 'pong', listener: () => void): unknown;
  /** Stops reading: then the other side has to wait. */
  pause?(): void;
  resume?(): void;
}

/** What the handshake carries besides the address. */
export interface SocketRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly protocols: readonly string[];
}

/** Opens a WebSocket; it may still be connecting when it is given. */
export type ConnectSocket = (url: string, request: SocketRequest) => LiveSocket | Promise<LiveSocket>;

type WebSocketClass = new (url: string, protocols?: string[]) => LiveSocket;

/**
 * Opens the WebSocket of the platform: browsers have one, and Node from version 22. It cannot send headers.
 *
 * @throws DataError DRIVER_MISSING where there is none, HEADERS_UNSUPPORTED where the feed needs headers
 * @example await connectGlobal('wss://example.com/stream', { headers: {}, protocols: [] });
 */
export function connectGlobal(url: string, { headers, protocols }: SocketRequest): LiveSocket {
  const { WebSocket: Socket } = globalThis as { readonly WebSocket?: WebSocketClass };
  const fix = 'npm install ws, and give { connect: connectWs() } of @tidemark/data/node';
  if (Socket === undefined) {
    throw new DataError('DRIVER_MISSING', { what: 'this platform has no WebSocket of its own', fix });
  }
  const names = Object.keys(headers);
  if (names.length > 0) {
    const what = `the WebSocket of the platform cannot send the header ${names.join(', ')}`;
    throw new DataError('HEADERS_UNSUPPORTED', { what, fix });
  }
  return new Socket(url, [...protocols]);
}
