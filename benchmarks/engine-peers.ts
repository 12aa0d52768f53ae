import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PROGRAM = fileURLToPath(new URL('./programs/engine_peers.py', import.meta.url));

/** What a peer's run came to. */
export interface PeerRun {
  readonly seconds: number;
  /** Closed round trips. */
  readonly trades: number;
  readonly equity: number;
}

/**
 * A peer on the bars of `engineBars`, in a process of its own.
 *
 * @param peer its Python module
 * @returns undefined where no interpreter of TIDEMARK_PEERS_PYTHON has it
 */
export async function peerRun(peer: string, bars: number): Promise<PeerRun | undefined> {
  for (const python of (process.env['TIDEMARK_PEERS_PYTHON'] ?? '').split(':').filter(Boolean)) {
    try {
      await promisify(execFile)(python, ['-c', `import ${peer}`]);
    } catch {
      continue; // the next one may have it
    }
    const { stdout } = await promisify(execFile)(python, [PROGRAM, peer, String(bars)]);
    return JSON.parse(stdout.trim().split('\n').at(-1)!) as PeerRun;
  }
  return undefined;
}
