import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { filterProblems, problemKindInfo } from '@arethetypeswrong/core/problems';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const RESOLUTIONS = ['node16-esm', 'bundler']; // ESM only: require() and node10 are not promised
const WANTED = ['LICENSE', 'README.md'];

/**
 * What a consumer's tools would complain of in a tarball: publint, are-the-types-wrong, a licence or README that is
 * missing, tests that are not.
 *
 * @param {Uint8Array} tarball
 * @returns {Promise<string[]>}
 */
export async function complaintsOf(tarball) {
  const { messages, pkg } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
  const contents = createPackageFromTarballData(tarball);
  const analysis = await checkPackage(contents);
  const problems = RESOLUTIONS.flatMap((resolutionKind) => filterProblems(analysis, { resolutionKind }));
  const files = contents.listFiles().map((path) => path.replace(`/node_modules/${pkg.name}/`, ''));
  const missing = WANTED.filter((file) => !files.includes(file));
  const tests = files.filter((file) => /\.test\.|\.tsbuildinfo$/.test(file));
  return [
    ...messages.map((message) => formatMessage(message, pkg, { color: false })),
    ...new Set(problems.map(({ kind }) => problemKindInfo[kind].title)),
    ...missing.map((file) => `${file} is not in the tarball`),
    ...tests.map((file) => `${file} is in the tarball`),
  ];
}
