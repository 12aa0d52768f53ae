import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import * as here from './index.ts';

type Entry = typeof here;

const secret = (text: string): here.SecretLike & object => ({
  [Symbol.for('@tidemark/secret')]: true,
  reveal: () => text,
});

/** Where secrets have been seen in logs: each plants CANARY, and none may be found in what is written. */
const plants: Readonly<Record<string, (log: here.TidemarkLogger) => void>> = {
  'a field': (log) => log.info({ apiKey: 'CANARY' }),
  'a secret by its identity, under an innocent name': (log) => log.info({ x: secret('CANARY') }),
  'a secret in the place of the fields': (log) => log.info(secret('CANARY') as unknown as Record<string, unknown>),
  'three levels down': (log) => log.info({ a: { b: [{ apiKey: 'CANARY' }] } }),
  'the text of a message': (log) => log.info('GET /bars?apiKey=CANARY'),
  'a message with the text of a known secret': (log) => {
    log.child({ key: secret('CANARY') }).info('connecting as CANARY');
  },
  'the bindings of a child': (log) => log.child({ token: 'CANARY', deep: { secret: 'CANARY' } }).info('x'),
  'a known secret in a field, a key and an error': (log) => {
    log.info({ key: secret('CANARY') });
    log.info({ url: 'wss://host/CANARY', CANARY: 1 }, 'CANARY');
    log.error(new Error('refused CANARY'));
  },
  'a text that stands before the secret that it holds': (log) => {
    log.child({ url: 'wss://host/CANARY' }).info({ first: 'CANARY', last: secret('CANARY') });
  },
  'bindings before the secret that they hold': (log) => {
    log.child({ url: 'wss://host/CANARY', last: secret('CANARY') }).info('x');
  },
  'the request on an error': (log) => {
    log.error(Object.assign(new Error('e'), { config: { apiKey: 'CANARY', headers: { Authorization: 'CANARY' } } }));
  },
  'nested errors': (log) => {
    const cause = Object.assign(new Error('password=CANARY'), { password: 'CANARY' });
    log.error({ err: new AggregateError([new Error('token: CANARY', { cause })], 'both', { cause }) }, 'failed');
  },
  'an error whose message is the message': (log) => log.error(new Error('redis://u:CANARY@host')),
  'headers as a list': (log) => log.info({ rawHeaders: ['Authorization', 'CANARY'] }),
  'a Map and what toJSON gives': (log) => {
    log.info({ map: new Map([['apiKey', 'CANARY']]), json: { toJSON: () => ({ secret: 'CANARY' }) } });
  },
  'a getter that throws': (log) => {
    log.info({
      get x(): never {
        throw new Error('token=CANARY');
      },
    });
  },
};

interface Host {
  readonly entry: Entry;
  /** Everything that the console of this host was given. */
  readonly printed: () => string;
}

const hosts: Record<string, Host> = {};

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [`${import.meta.dirname}/index.ts`],
    conditions: ['@tidemark/source'],
    platform: 'browser',
    format: 'iife',
    globalName: 'logging',
    bundle: true,
    write: false,
    logLevel: 'silent',
  });
  const lines: string[] = [];
  const print = (...data: unknown[]): void => void lines.push(data.map((part) => JSON.stringify(part)).join(' '));
  const context = createContext({ console: { debug: print, info: print, log: print, warn: print, error: print } });
  runInContext(outputFiles[0]!.text, context);
  hosts['the browser bundle'] = { entry: runInContext('logging', context) as Entry, printed: () => lines.join('\n') };
  hosts['Node'] = { entry: here, printed: () => '' };
});

/** What comes out of a logger with every kind of handler. */
function written({ entry, printed }: Host, plant: (log: here.TidemarkLogger) => void): string {
  const lines: string[] = [];
  const memory = entry.memoryHandler();
  const pretty = entry.prettyFormatter({ colours: true });
  const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const isBrowser = entry !== here;
  const log = entry.createLogger({
    level: 'trace',
    handlers: [
      memory,
      { write: (line, record) => lines.push(line, pretty(record)) },
      ...(isBrowser ? [entry.consoleHandler(), entry.browserHandler()] : [entry.consoleHandler({ console: quiet })]),
    ],
  });
  plant(log);
  return [...lines, JSON.stringify(memory.records), printed()].join('\n');
}

describe.each(['Node', 'the browser bundle'])('in %s', (host) => {
  it.each(Object.keys(plants))('no secret gets out of %s', (plant) => {
    const text = written(hosts[host]!, plants[plant]!);
    expect(text).not.toContain('CANARY');
    expect(text).toContain('[redacted]');
  });

  it('NaN, bindings, simulated time and errors are there', () => {
    const { entry } = hosts[host]!;
    const lines: string[] = [];
    const log = entry.createLogger({
      handlers: [{ write: (line) => lines.push(line) }],
      clock: { now: () => 5 },
      wallClock: { now: () => 9 },
    });
    log.child({ runId: 'r', component: 'execution' }).info({ price: NaN, worst: -Infinity, level: 1 }, '100%d');
    log.error({ err: { type: 'E' } }, 'x');
    expect(lines).toEqual([
      '{"level":"info","time":9,"simTime":5,"runId":"r","component":"execution","price":"NaN","worst":"-Infinity","level_":1,"msg":"100%d"}\n',
      '{"level":"error","time":9,"simTime":5,"err":{"type":"E"},"msg":"x"}\n',
    ]);
  });

  it('a level that is not written is an empty function', () => {
    const log = hosts[host]!.entry.createLogger({ handlers: [] });
    expect(String(log.info)).toMatch(/^\(\) ?=> ?\{\s*\}$/);
  });
});
