/** The services that tests use; TIDEMARK_REDIS_URL and its like say where else one is. */
export type ServiceName = 'redis' | 'nats' | 'postgres';

export interface Service {
  readonly available: boolean;
  readonly url: string;
  /** Why it is not available. */
  readonly reason?: string;
}

/** Whether a service answers. */
export function service(name: ServiceName): Promise<Service>;

/**
 * `describe` where the service answers; elsewhere one skipped test that says why, or one that fails where
 * TIDEMARK_REQUIRE_SERVICES=1.
 *
 * @example await describeService('redis', 'the Redis store', (url) => { it('…', …); });
 */
export function describeService(name: ServiceName, title: string, tests: (url: string) => void): Promise<void>;
