import { closeSync, openSync, writeSync } from 'node:fs';
import { seededRandom } from '@tidemark/core-market';

/** Writes a CSV of minute bars: ISO times with Z, prices of four decimals, whole volumes; 62 MB a million rows. */
export function writeBarFile(path: string, rows: number): void {
  const random = seededRandom(7);
  const centred = (): number => random() + random() + random() + random() - 2;
  const file = openSync(path, 'w');
  let text = 'timestamp,open,high,low,close,volume\n';
  let close = 100;
  for (let i = 0; i < rows; i++) {
    const open = close;
    close = open * (1 + 3.5e-4 * centred());
    const high = Math.max(open, close) * (1 + 1e-4 * random());
    const low = Math.min(open, close) * (1 - 1e-4 * random());
    const time = new Date(Date.UTC(2023, 0, 2) + i * 60_000).toISOString().slice(0, 19);
    const prices = [open, high, low, close].map((price) => price.toFixed(4)).join();
    text += `${time}Z,${prices},${1 + Math.floor(random() * 99_999)}\n`;
    if (text.length < 1 << 20) continue;
    writeSync(file, text);
    text = '';
  }
  writeSync(file, text);
  closeSync(file);
}
