import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const PROGRAM = `
import sys, time, statistics, pandas as pd
def run():
    start = time.perf_counter()
    frame = pd.read_csv(sys.argv[1], engine='c', parse_dates=['timestamp'])
    columns = [frame[name].to_numpy() for name in frame.columns]
    return (time.perf_counter() - start) * 1000
run()
print(statistics.median(run() for _ in range(5)))
`;

/**
 * How long pandas' C engine takes for a CSV, its time column parsed.
 *
 * @returns median milliseconds; undefined where no interpreter of TIDEMARK_PEERS_PYTHON has pandas
 */
export async function pandasCsvMs(path: string): Promise<number | undefined> {
  for (const python of (process.env['TIDEMARK_PEERS_PYTHON'] ?? '').split(':').filter(Boolean)) {
    try {
      await promisify(execFile)(python, ['-c', 'import pandas']);
    } catch {
      continue; // the next one may have it
    }
    const { stdout } = await promisify(execFile)(python, ['-c', PROGRAM, path]);
    return Number(stdout);
  }
  return undefined;
}
