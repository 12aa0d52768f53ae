import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

/** A module hook that knows no `ws`. */
const HOOK = `export async function resolve(name, context, next) {
  if (name === 'ws') throw new Error('Cannot find package ' + name);
  return next(name, context);
}`;
const dataUrl = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;
const WITHOUT_WS = dataUrl(`import { register } from 'node:module'; register(${JSON.stringify(dataUrl(HOOK))});`);

const url = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href);
const IMPORTS = `
  import { liveBars } from ${url('../../sources/live/live-bars.ts')};
  import { connectWs } from ${url('./connect-ws.ts')};
  import { plainFeed, plainMessage } from ${url('../../../fixtures/live-plain-feed.ts')};
`;

async function printed(program: string, ...flags: readonly string[]): Promise<string> {
  const run = ['--import', 'tsx', ...flags, '--conditions=@tidemark/source', '--input-type=module', '-e', program];
  const { stdout } = await promisify(execFile)(process.execPath, run, { cwd: import.meta.dirname, timeout: 25_000 });
  return stdout.trim();
}

it('says how to install the driver where it is missing', async () => {
  const program = `${IMPORTS}
    const asked = { instruments: ['ES'], timeframe: '1m', connect: connectWs() };
    for await (const bar of liveBars(plainFeed('ws://127.0.0.1:1'), asked)) console.log(bar);
  `;
  const caught = `${program.replace('for await', 'try { for await')} } catch ({ code, fix }) { console.log(code, fix); }`;
  expect(await printed(caught, '--import', WITHOUT_WS)).toBe('DRIVER_MISSING npm install ws');
});

it('runs on the WebSocket of the platform', async () => {
  const program = `${IMPORTS}
    import { ScriptedFeed } from ${url('../../../fixtures/live-scripted-feed.ts')};
    const service = await ScriptedFeed.start((line) => {
      line.send(plainMessage(line.index));
      if (line.index === 0) setTimeout(() => line.drop(), 5);
      if (line.index === 1) line.close(4001, 'enough');
    });
    const bars = liveBars(plainFeed(service.url), { instruments: ['ES'], timeframe: '1m', backoff: { initialMs: 1 } });
    let count = 0;
    try { for await (const { bar } of bars) count++; } catch ({ code, what }) { console.log(count, code, what); }
    await service.close();
  `;
  const refused = '2 LINE_REFUSED the service closed the line with code 4001: enough';
  const flags = Number(process.versions.node.split('.')[0]) < 22 ? ['--experimental-websocket', '--no-warnings'] : [];
  expect(await printed(program, ...flags)).toBe(refused);
});

it('keeps no program alive after its end', async () => {
  const program = `${IMPORTS}
    import { ScriptedFeed } from ${url('../../../fixtures/live-scripted-feed.ts')};
    const service = await ScriptedFeed.start((line) => {
      line.send(plainMessage(line.index));
      if (line.index < 2) setTimeout(() => line.drop(), 5);
    });
    const asked = { instruments: ['ES'], timeframe: '1m', connect: connectWs(), backoff: { initialMs: 1 } };
    let count = 0;
    for await (const { bar } of liveBars(plainFeed(service.url), asked)) if (++count === 3) break;
    await service.close();
    const before = performance.now();
    process.on('exit', () => console.log(count, performance.now() - before < 500, process.getActiveResourcesInfo().filter((one) => one !== 'PipeWrap')));
  `;
  expect(await printed(program)).toBe('3 true []');
});
