import { boundaries, isWorkspace, npmName } from '../boundaries.mjs';

const UMBRELLA = 'tidemark';

/** True where npm's caret would not take the new version for the old: the leftmost digit that is not 0 has changed. */
export function isBreaking(from, to) {
  const digits = (version) => version.split('-')[0].split('.').map(Number);
  const [was, is] = [digits(from), digits(to)];
  const leading = was.findIndex((digit) => digit > 0);
  return was.some((digit, i) => digit !== is[i] && (leading === -1 || i <= leading));
}

/**
 * The packages that break while the umbrella, which re-exports them, says that nothing does. A user who installs the
 * umbrella alone would get a breaking change as a patch.
 *
 * @param {Record<string, { currentVersion: string, newVersion: string | null }>} versions npm name -> what is planned
 * @returns {string[]} npm names
 */
export function hiddenBreaks(versions) {
  const breaks = (name) => {
    const { currentVersion, newVersion } = versions[name] ?? {};
    return Boolean(newVersion) && isBreaking(currentVersion, newVersion);
  };
  const below = boundaries[UMBRELLA].filter(isWorkspace).map(npmName);
  return breaks(npmName(UMBRELLA)) ? [] : below.filter(breaks);
}
