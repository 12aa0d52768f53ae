import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { complaintsOf } from './tarball.mjs';

const manifest = {
  name: 'sound',
  version: '1.0.0',
  type: 'module',
  license: 'MIT',
  sideEffects: false,
  files: ['dist'],
  exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
};
const sound = {
  'package.json': JSON.stringify(manifest),
  'dist/index.js': 'export const a = 1;\n',
  'dist/index.d.ts': 'export declare const a: number;\n',
  LICENSE: 'MIT',
  'README.md': '# sound\n',
};

function complaintsOfPackage(files) {
  const folder = mkdtempSync(join(tmpdir(), 'tarball-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    execFileSync('npm', ['pack', '--ignore-scripts'], { cwd: folder, stdio: 'ignore' });
    return complaintsOf(new Uint8Array(readFileSync(join(folder, 'sound-1.0.0.tgz'))));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('has nothing to say of a sound package', { timeout: 20_000 }, async () => {
  expect(await complaintsOfPackage(sound)).toEqual([]);
});

it('misses a licence, finds a test and an entry that is not there', { timeout: 20_000 }, async () => {
  const { LICENSE: _left, 'dist/index.js': _out, ...rest } = sound;
  const complaints = await complaintsOfPackage({ ...rest, 'dist/index.test.js': '' });
  expect(complaints).toEqual(
    expect.arrayContaining([
      expect.stringContaining('./dist/index.js but the file does not exist'),
      'LICENSE is not in the tarball',
      'dist/index.test.js is in the tarball',
    ]),
  );
});
