// oxlint-disable vitest/no-conditional-tests vitest/valid-describe-callback vitest/valid-title vitest/expect-expect vitest/no-disabled-tests -- it makes tests for others
// Which of the services that tests use answer here. Where one does not, its tests are skipped and say why;
// with TIDEMARK_REQUIRE_SERVICES=1 they fail instead.
import { connect } from 'node:net';
import { describe, it } from 'vitest';

const SERVICES = {
  redis: { url: 'redis://127.0.0.1:6379', greeting: 'PING\r\n', answers: (text) => text.startsWith('+PONG') },
  nats: { url: 'nats://127.0.0.1:4222', greeting: '', answers: (text) => text.includes('"jetstream":true') },
  // Postgres answers a request for TLS with one letter.
  postgres: {
    url: 'postgres://127.0.0.1:5432',
    greeting: Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]),
    answers: (text) => /^[SN]/.test(text),
  },
};

/** What a service first says; rejects where nothing listens. */
function firstWords(url, greeting, enough) {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port) });
    let text = '';
    const end = (settle, value) => {
      socket.destroy();
      settle(value);
    };
    socket.setTimeout(2_000, () => end(resolve, text));
    socket.once('error', (error) => end(reject, error));
    socket.once('connect', () => greeting.length > 0 && socket.write(greeting));
    socket.on('data', (data) => {
      text += data.toString('latin1');
      if (enough(text)) end(resolve, text);
    });
  });
}

/** @type {typeof import('./services.mjs').service} */
export async function service(name) {
  const { greeting, answers, ...defaults } = SERVICES[name];
  const url = process.env[`TIDEMARK_${name.toUpperCase()}_URL`] ?? defaults.url;
  try {
    const text = await firstWords(url, greeting, answers);
    if (answers(text)) return { available: true, url };
    return { available: false, url, reason: `what answers at ${url} is no ${name} as it is needed` };
  } catch (error) {
    return { available: false, url, reason: `no ${name} at ${url}: ${error.message}` };
  }
}

/** @type {typeof import('./services.mjs').describeService} */
export async function describeService(name, title, tests) {
  const { available, url, reason } = await service(name);
  if (available) {
    describe(title, () => {
      tests(url);
    });
  } else if (process.env.TIDEMARK_REQUIRE_SERVICES === '1') {
    it(title, () => {
      throw new Error(reason);
    });
  } else it.skip(`${title} (${reason})`, () => {});
}
