// A program for a fresh process: reads a CSV into columns and holds them, for its peak of memory.
import { csvSource } from '@tidemark/data/node';

const [path] = process.argv.slice(2);
if (path !== undefined) {
  const { data } = await csvSource({ path, instrument: 'BENCH' }).bars();
  console.log(data.length);
}
