import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './process.mjs';

const INSTALL = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
const MODULE_KINDS = { nodenext: 'nodenext', esnext: 'bundler' };

/** Every subpath that can be imported: `.`, `./node`. */
function entriesOf({ exports = {} }) {
  return Object.entries(exports)
    .filter(([path, target]) => path !== './package.json' && target !== null && !path.includes('*'))
    .map(([path]) => path);
}

/** Imports each entry. One whose optional peer is not installed may say so with a coded error, and nothing else. */
const importer = (specifiers) => `
for (const specifier of ${JSON.stringify(specifiers)}) {
  try {
    const names = Object.keys(await import(specifier));
    if (names.length === 0) console.log(specifier + ' exports nothing');
  } catch (error) {
    if (typeof error.code === 'string' && typeof error.fix === 'string' && /npm (install|i) /.test(error.fix)) continue;
    console.log(specifier + ' cannot be imported: ' + error);
  }
}
`;

const typedConsumer = (specifiers) => `${specifiers
  .map((specifier, i) => `import * as entry${i} from '${specifier}';`)
  .join('\n')}
export const entries: object[] = [${specifiers.map((_, i) => `entry${i}`).join(', ')}];
`;

/** What a package does for a stranger that importing it does not show; what it prints is a complaint. */
const PROGRAMS = {
  '@tidemark/core-workers': `
import { workers } from '@tidemark/core-workers';
const task = { module: 'data:text/javascript,export default (x) => x + 1' };
const output = await workers({ size: 1 }).run(task, 41);
if (output !== 42) console.log('a worker says ' + output);
`,
};

/**
 * Installs one package alone in a fresh folder and uses it.
 *
 * @param {{ name: string, version: string, exports?: object, bin?: object }} manifest
 * @param {{ work: string, env: object, root: string }} world `root` lends its TypeScript
 * @returns {Promise<string[]>} complaints
 */
export async function consume(manifest, { work, env, root }) {
  const { name, version } = manifest;
  const cwd = join(work, name.replace('/', '-'));
  mkdirSync(cwd);
  const write = (file, text) => writeFileSync(join(cwd, file), text);
  write('package.json', JSON.stringify({ private: true, type: 'module' }));
  await run('npm', [...INSTALL, `${name}@${version}`], { cwd, env });

  const entries = entriesOf(manifest);
  const complaints = entries.length > 0 ? await importAndCheck(manifest, entries, { cwd, env, root, write }) : [];
  return manifest.bin ? [...complaints, ...(await mainJob({ cwd, env }))] : complaints;
}

async function importAndCheck({ name, peerDependencies = {} }, entries, { cwd, env, root, write }) {
  const specifiers = entries.map((entry) => name + entry.slice(1));
  write('import.mjs', importer(specifiers));
  const said = [await run(process.execPath, ['import.mjs'], { cwd, env })];
  if (name in PROGRAMS) {
    write('program.mjs', PROGRAMS[name]);
    said.push(await run(process.execPath, ['program.mjs'], { cwd, env }));
  }
  const complained = said.join('').trim();

  // A subpath that has the name of its optional peer may show the types of it: whoever imports it has it installed.
  const shown = entries.map((entry) => entry.slice(2)).filter((subpath) => subpath in peerDependencies);
  const others = specifiers.filter((_, i) => !shown.includes(entries[i].slice(2)));
  await checkTypes(others, { cwd, env, root, write });
  if (shown.length > 0) {
    await run('npm', [...INSTALL, ...shown.map((peer) => `${peer}@${peerDependencies[peer]}`)], { cwd, env });
    await checkTypes(specifiers, { cwd, env, root, write }, { skipLibCheck: true }); // a peer's types are its own affair
  }
  return complained === '' ? [] : complained.split('\n');
}

async function checkTypes(specifiers, { cwd, env, root, write }, { skipLibCheck = false } = {}) {
  write('consumer.ts', typedConsumer(specifiers));
  const nodeTypes = join(root, 'node_modules/@types');
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  for (const [module, moduleResolution] of Object.entries(MODULE_KINDS)) {
    const compilerOptions = {
      module,
      moduleResolution,
      target: 'es2022',
      lib: ['es2023'], // a consumer without the DOM; with it each check takes three times as long
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck,
      noEmit: true,
      ...(specifiers.some((specifier) => specifier.endsWith('/node'))
        ? { types: ['node'], typeRoots: [nodeTypes] }
        : { types: [] }),
    };
    write(`tsconfig.${module}.json`, JSON.stringify({ compilerOptions, files: ['consumer.ts'] }));
    await run(process.execPath, [tsc, '-p', `tsconfig.${module}.json`], { cwd, env });
  }
}

/** The installed command backtests the sample it brings along, and leaves its report. */
async function mainJob({ cwd, env }) {
  await run('npx', ['--no-install', 'tidemark', 'backtest', '--out', 'report'], { cwd, env });
  const out = join(cwd, 'report');
  const left = existsSync(out) ? readdirSync(out) : [];
  const wanted = ['report.html', 'result.json', 'trades.csv'];
  return wanted.filter((file) => !left.includes(file)).map((file) => `tidemark backtest left no ${file}`);
}
