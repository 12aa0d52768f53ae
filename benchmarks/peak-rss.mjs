// Loaded before a program: when it ends, writes its peak of resident memory, in bytes, where the variable says.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const STATUS = '/proc/self/status';

/** Linux counts a parent's memory into maxRSS of its children; VmHWM is of this program alone. */
function peakRss() {
  const own = existsSync(STATUS) && /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(STATUS, 'utf8'))?.[1];
  return 1024 * (own ? Number(own) : process.resourceUsage().maxRSS);
}

process.on('exit', () => writeFileSync(process.env.TIDEMARK_PEAK_RSS_FILE, String(peakRss())));
