import { nearestName } from '@tidemark/core-errors';
import { LoggingError } from './error.ts';

/** From the chattiest to the gravest; pino's names and order. */
export const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

/** How grave a line is. */
export type Level = (typeof LEVELS)[number];

/** The least grave level that is written; `silent` writes nothing. */
export type LevelSetting = Level | 'silent';

/** pino's number of a level: 10 for trace to 60 for fatal; Infinity for silent. */
export function levelRank(level: LevelSetting): number {
  return level === 'silent' ? Infinity : (LEVELS.indexOf(level) + 1) * 10;
}

/**
 * A level by its name.
 *
 * @param name as written in a file or on a command line
 * @param where the setting it was written in, for the error
 * @throws LoggingError UNKNOWN_LEVEL
 * @example
 * levelSetting('debug', 'logging.level') // => 'debug'
 * levelSetting('verbose', 'logging.level') // => throws LoggingError UNKNOWN_LEVEL
 */
export function levelSetting(name: string, where: string): LevelSetting {
  const known: readonly LevelSetting[] = [...LEVELS, 'silent'];
  const found = known.find((level) => level === name);
  if (found !== undefined) return found;
  const meant = nearestName(String(name), known);
  const fix = meant === undefined ? `give one of ${known.join(', ')}` : `did you mean ${meant}?`;
  throw new LoggingError('UNKNOWN_LEVEL', { what: `there is no level ${JSON.stringify(name)}`, where, fix });
}

/** Which level each component writes from. A rule for `data` holds for `data.csv` too, unless that has its own. */
export class LevelRules {
  #usual: LevelSetting;
  readonly #rules = new Map<string, LevelSetting>();

  /**
   * @param usual for lines without a component, and for components without a rule
   * @param rules level by component: `{ data: 'debug', 'execution.live': 'trace' }`
   * @throws LoggingError UNKNOWN_LEVEL
   */
  constructor(usual: LevelSetting, rules: Readonly<Record<string, LevelSetting>> = {}) {
    this.#usual = levelSetting(usual, 'level');
    for (const [component, level] of Object.entries(rules)) this.set(level, component);
  }

  /** @throws LoggingError UNKNOWN_LEVEL */
  set(level: LevelSetting, component?: string): void {
    if (component === undefined) this.#usual = levelSetting(level, 'level');
    else this.#rules.set(component, levelSetting(level, `levels.${component}`));
  }

  /** The level of a component: the rule with the longest dotted beginning of its name wins. */
  of(component: string | undefined): LevelSetting {
    for (let name = component ?? ''; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
      const rule = this.#rules.get(name);
      if (rule !== undefined) return rule;
    }
    return this.#usual;
  }
}
