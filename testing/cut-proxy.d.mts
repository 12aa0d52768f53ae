/** A wire to a server that can be cut. */
export interface CutProxy {
  /** Where it listens, on 127.0.0.1. */
  readonly port: number;
  /** Resets every connection there is. */
  cut(): void;
  /** Swallows all bytes of both sides, as a broken line does without telling anybody. */
  freeze(frozen: boolean): void;
  /** Resets every connection, and every new one, until it is told otherwise. */
  refuse(refusing: boolean): void;
  close(): Promise<void>;
}

/** @param target url of the server: `redis://127.0.0.1:6379` */
export function cutProxy(target: string): Promise<CutProxy>;
