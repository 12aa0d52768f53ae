// npm run pack:check: publishes every package to a throw-away registry, then uses each as a stranger would. Alone in
// a fresh folder it is installed, imported, and type-checked under nodenext and bundler; its tarball is looked at with
// publint and are-the-types-wrong; the command line tool does its main job.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { consume } from './pack/consume.mjs';
import { run } from './pack/process.mjs';
import { complaintsOf } from './pack/tarball.mjs';
import { startRegistry } from './registry.mjs';

const AT_ONCE = 2;

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (folder) => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
const packageFolders = readdirSync(join(root, 'packages'))
  .map((name) => `packages/${name}`)
  .filter((folder) => existsSync(join(root, folder, 'package.json')));
const folders = [...packageFolders, 'apps/cli'].filter((folder) => {
  const { private: isPrivate, bin } = read(folder);
  const main = Object.values(bin ?? {})[0];
  return !isPrivate && (main === undefined || existsSync(sourceOf(folder, main)));
});

/** A command is published once its source exists: `dist/main.js` is made of `src/main.ts`. */
function sourceOf(folder, file) {
  return join(root, folder, file.replace('dist/', 'src/').replace(/\.js$/, '.ts'));
}

/** Packs all of them at once; the answers are paths of tarballs, in the order of the folders. */
async function pack({ work, env }) {
  const workspaces = folders.map((folder) => `--workspace=${folder}`);
  const answer = await run('npm', ['pack', '--json', '--pack-destination', work, ...workspaces], { cwd: root, env });
  const packed = new Map(JSON.parse(answer).map(({ name, filename }) => [name, join(work, filename)]));
  return folders.map((folder) => packed.get(read(folder).name));
}

async function publish(tarball, { work, env }) {
  const complaints = await complaintsOf(new Uint8Array(readFileSync(tarball)));
  await run('npm', ['publish', tarball, '--ignore-scripts'], { cwd: work, env });
  return complaints;
}

/** Runs the jobs, so many at once; the answers are in the order of the items. */
async function inTurns(items, job) {
  const answers = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const at = next++;
      answers[at] = await job(items[at]).catch((error) => [error.message]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return answers;
}

const started = performance.now();
const work = mkdtempSync(join(tmpdir(), 'pack-check-'));
let registry;
try {
  const uplink = (await run('npm', ['config', 'get', 'registry'], { cwd: root })).trim();
  registry = await startRegistry({ uplink });
  const npmrc = join(work, '.npmrc');
  writeFileSync(npmrc, `registry=${registry.url}\n//${new URL(registry.url).host}/:_authToken=local\n`);
  const env = { ...process.env, NPM_CONFIG_USERCONFIG: npmrc, NPM_CONFIG_REGISTRY: registry.url };

  const tarballs = await pack({ work, env });
  const published = await inTurns(tarballs, (tarball) => publish(tarball, { work, env }));
  const consumed = await inTurns(folders, (folder) => consume(read(folder), { work, env, root }));
  const complaints = folders.map((_, i) => [...published[i], ...consumed[i]]);
  folders.forEach((folder, i) => console.log(`${read(folder).name}: ${complaints[i].join('\n  ') || 'ok'}`));

  const failed = complaints.filter((found) => found.length > 0).length;
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`packed, published, installed alone and used in ${seconds} s`);
  console.log(`${folders.length - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || folders.length === 0 ? 1 : 0;
} finally {
  registry?.stop();
  rmSync(work, { recursive: true, force: true });
}
