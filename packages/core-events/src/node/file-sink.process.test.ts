import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { FileSink, RecordingFile } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidemark-events-'));
afterAll(() => rmSync(folder, { recursive: true }));

const WRITER = `
  import { EventBus, record } from '@tidemark/core-events';
  import { FileSink } from '@tidemark/core-events/node';
  const bus = new EventBus();
  record(bus, new FileSink(process.argv[1], { bufferBytes: 1000 }));
  console.log('writing');
  for (let i = 0; ; i++) bus.publish('signal.ES', { symbol: 'ES', bar: i, time: i, value: NaN });
`;

it.each(['bin', 'ndjson'])(
  'a recording (.%s) whose writer was killed is whole up to its last event',
  { timeout: 20_000 },
  async (ending) => {
    const path = join(folder, `killed.${ending}`);
    const flags = ['--import', 'tsx', '--conditions=@tidemark/source', '--input-type=module', '-e', WRITER, path];
    const writer = spawn(process.execPath, flags, { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] });
    await once(writer.stdout, 'data');
    while (statSync(path).size < 100_000) await new Promise((resolve) => setTimeout(resolve, 5));
    writer.kill('SIGKILL');
    await once(writer, 'exit');

    let count = 0;
    const file = new RecordingFile(path);
    for await (const { seq } of file) expect(seq).toBe(count++);
    expect(count).toBeGreaterThan(500);

    using sink = new FileSink(path, { append: true });
    expect([sink.lastSeq, sink.tornBytes]).toEqual([count - 1, file.tornBytes]);
  },
);
