import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { EventBus, readRecording, record, type AnyEvents, type RecordedEvent } from '../index.ts';
import { FileSink, RecordingFile, type FileSinkOptions } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidemark-events-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const newFile = (ending: string): string => join(folder, `${files++}.${ending}`);
const event = (seq: number): RecordedEvent => ({ seq, topic: 'signal.ES', time: seq, payload: NaN, cause: -1 });

function write(path: string, seqs: readonly number[], options: FileSinkOptions = {}): FileSink {
  const sink = new FileSink(path, options);
  for (const seq of seqs) sink.write(event(seq));
  sink.close();
  return sink;
}

async function seqsOf(path: string): Promise<{ seqs: number[]; tornBytes: number }> {
  const file = new RecordingFile(path);
  const seqs: number[] = [];
  for await (const { seq, payload } of file) {
    expect(payload).toBeNaN();
    seqs.push(seq);
  }
  return { seqs, tornBytes: file.tornBytes };
}

const many = Array.from({ length: 6_000 }, (_, i) => i);

it.each(['bin', 'ndjson'])('writes a recording (.%s) that is read back as it was', async (ending) => {
  const path = newFile(ending);
  write(path, many);
  expect(await seqsOf(path)).toEqual({ seqs: many, tornBytes: 0 });
  expect(readRecording(readFileSync(path)).events).toHaveLength(many.length);
});

it.each(['bin', 'jsonl'])('goes on with a recording (.%s), and cuts off what a crash left', async (ending) => {
  const path = newFile(ending);
  write(path, [0, 1, 2]);
  const { length } = readFileSync(path);
  truncateSync(path, length - 3);
  expect(await seqsOf(path)).toMatchObject({ seqs: [0, 1] });
  const again = write(path, [2, 3], { append: true });
  expect(again.lastSeq).toBe(1);
  expect(again.tornBytes).toBeGreaterThan(0);
  expect(await seqsOf(path)).toEqual({ seqs: [0, 1, 2, 3], tornBytes: 0 });
});

it('keeps what it is given in memory until there is enough, or it is told', () => {
  const path = newFile('bin');
  const sink = new FileSink(path, { bufferBytes: 1 << 20 });
  sink.write(event(0));
  expect(readFileSync(path)).toHaveLength(0);
  sink.flush({ sync: true });
  expect(readRecording(readFileSync(path)).events).toHaveLength(1);
  sink.close();
  sink.close();
});

it('records a bus from one run to the next', async () => {
  const path = newFile('bin');
  const run = (topics: string[]): void => {
    using sink = new FileSink(path, { append: true });
    const bus = new EventBus<AnyEvents>({ firstSeq: sink.lastSeq + 1 });
    record(bus, sink);
    for (const topic of topics) bus.publish(topic, NaN);
  };
  run(['a', 'b']);
  run(['c']);
  expect((await seqsOf(path)).seqs).toEqual([0, 1, 2]);
});

it('refuses what it would spoil', () => {
  const path = newFile('bin');
  write(path, [0]);
  expect(() => new FileSink(path)).toThrow(/there is a file of this name already .*append: true/);
  expect(() => new FileSink(path, { append: true, format: 'ndjson' })).toThrow(/is binary, and ndjson was asked for/);
  const csv = newFile('ndjson');
  writeFileSync(csv, 'time,open\n');
  expect(() => new FileSink(csv, { append: true })).toThrow(/the first line is/);
  expect(() => new FileSink(join(folder, 'no', 'such'))).toThrow(/cannot be opened for writing/);
  const closed = write(newFile('bin'), []);
  expect(() => closed.write(event(0))).toThrow(/the recording is closed/);
});

it('names file and place of what is damaged', async () => {
  const path = newFile('ndjson');
  write(path, [0]);
  appendFileSync(path, 'oops\n');
  await expect(seqsOf(path)).rejects.toMatchObject({ code: 'RECORDING_CORRUPTED', where: `${path}, line 3` });
  await expect(seqsOf(join(folder, 'missing'))).rejects.toMatchObject({ code: 'FILE_NOT_READ' });
});
