/** How a server is reached: what `pg` takes. A password may be a function that fetches it. */
export interface PostgresConfig {
  readonly connectionString?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly user?: string | undefined;
  readonly password?: string | (() => string | Promise<string>) | undefined;
  readonly database?: string | undefined;
  /** `true`, or the options of `tls.connect`. */
  readonly ssl?: boolean | object | undefined;
  readonly application_name?: string | undefined;
  /** Settings of the session: `-c search_path=market`. */
  readonly options?: string | undefined;
  /** Until it gives up to reach the server; 10,000 where left out. */
  readonly connectionTimeoutMillis?: number | undefined;
  readonly keepAlive?: boolean | undefined;
}

/** A client of `pg` that is connected. It is used alone while bars are read or written, and stays open: it is yours. */
export interface PostgresClient {
  query(...args: never[]): unknown;
  getTransactionStatus(): unknown;
}

/** A pool of `pg`: one of its clients is taken for each reading or writing, and given back. */
export interface PostgresPool {
  readonly totalCount: number;
  connect(...args: never[]): unknown;
}

/** A connection string, what `pg` is configured with (a connection is then opened and closed each time), or yours. */
export type PostgresConnection = string | PostgresConfig | PostgresClient | PostgresPool;
