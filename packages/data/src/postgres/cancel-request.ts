import type { Client, Connection } from 'pg';
import type { PostgresDriver } from './postgres-driver.ts';

/** Until it is given up to tell the server. */
const PATIENCE_MS = 2_000;

/** What a client of `pg` knows of its own connection, which its types do not say. */
interface ClientAddress {
  readonly host: string;
  readonly port: number;
  readonly ssl?: unknown;
  readonly sslNegotiation?: string;
  readonly processID: number | null;
  readonly secretKey: number | null;
}

interface RawConnection extends Connection {
  connect(portOrPath: number | string, host?: string): void;
  requestSsl(): void;
  cancel(processId: number | null, secretKey: number | null): void;
}

/**
 * Asks the server to stop what a client has it do: by a connection of its own, as the protocol has it. Resolves once
 * the server has heard it or does not listen; the statement then fails by itself.
 */
export async function cancelStatement({ pg }: PostgresDriver, client: Client): Promise<void> {
  const { host, port, ssl, sslNegotiation, processID, secretKey } = client as unknown as ClientAddress;
  if (processID === null) return;
  const connection = new pg.Connection({ ssl, sslNegotiation } as object) as RawConnection;
  const cancel = (): void => connection.cancel(processID, secretKey);
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, PATIENCE_MS);
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    connection.on('error', done);
    connection.on('end', done);
    connection.on('connect', () => {
      if (ssl === undefined || ssl === false) cancel();
      else if (sslNegotiation !== 'direct') connection.requestSsl();
    });
    connection.on('sslconnect', cancel);
    if (host.startsWith('/')) connection.connect(`${host}/.s.PGSQL.${port}`);
    else connection.connect(port, host);
  });
  connection.stream.destroy();
}
