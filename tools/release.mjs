// npm run release [-- --first-release] [-- --dry-run]: versions, changelogs, commit and tags, of conventional commits;
// publishing is a step of its own (npx nx release publish).
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { ReleaseClient } from 'nx/release';
import { hiddenBreaks } from './release/breaking.mjs';

const args = process.argv.slice(2);
const { git: _forTheCommand, ...config } = JSON.parse(readFileSync('nx.json', 'utf8')).release;
const plan = await new ReleaseClient(config, true).releaseVersion({
  dryRun: true,
  firstRelease: args.includes('--first-release'),
});
const hidden = hiddenBreaks(plan.projectsVersionData);
if (hidden.length > 0) {
  console.error(`BREAKS_BELOW_UMBRELLA ${hidden.join(', ')}: breaking, while tidemark, which re-exports it, is not`);
  console.error(
    'Say in a commit that touches packages/tidemark what breaks there: "feat(tidemark)!: ...", then release.',
  );
  process.exit(1);
}
process.exit(spawnSync('npx', ['nx', 'release', '--skip-publish', ...args], { stdio: 'inherit' }).status ?? 1);
