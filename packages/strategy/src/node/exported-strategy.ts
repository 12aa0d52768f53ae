import { nearestName } from '@tidemark/core-errors';
import type { Strategy, StrategyFactory } from '@tidemark/core-market';
import type { StrategyClass } from '../base/base-strategy.ts';
import { factoryOf } from '../base/factory-of.ts';
import { parseParams } from '../base/parse-params.ts';
import { StrategyError } from '../error.ts';

/** A module's exports by name. */
export type ModuleExports = Readonly<Record<string, unknown>>;

/**
 * The strategy that a module exports under a name, as a factory: by what it can do, never by `instanceof`, because a
 * user's file may bring its own copy of this package.
 *
 * @param where the file, for messages
 * @throws StrategyError STRATEGY_EXPORTS_NOTHING that says what it exports instead
 */
export function exportedStrategy(module: ModuleExports, name: string, where: string): StrategyFactory {
  // tsx puts the exports one level deeper where package.json does not say "type": "module".
  const inner = isObject(module['default']) ? module['default'] : {};
  const candidates = name === 'default' ? [module['default'], inner['default']] : [module[name], inner[name]];
  for (const candidate of candidates) {
    const factory = asFactory(candidate);
    if (factory !== undefined) return factory;
  }
  const others = { ...('default' in inner && !isStrategy(inner) ? inner : {}), ...module };
  const found = candidates.filter((value) => value !== undefined);
  throw exportsNothing(others, name, found.find((value) => !isNamespace(value)) ?? found[0], where);
}

function asFactory(value: unknown): StrategyFactory | undefined {
  if (isFactory(value)) return value;
  if (isStrategyClass(value)) return factoryOf(value) as StrategyFactory;
  return isStrategy(value) ? readyFactory(value) : undefined;
}

/** A strategy that is made already: its factory takes no parameters. */
function readyFactory(strategy: Strategy): StrategyFactory {
  const create = (input?: unknown): Strategy => {
    parseParams(strategy.name, undefined, input);
    return strategy;
  };
  return Object.assign(create, { strategyName: strategy.name, params: { parse: () => strategy.params } });
}

function exportsNothing(module: ModuleExports, name: string, value: unknown, where: string): StrategyError {
  const names = Object.keys(module).filter(
    (key) => key !== 'default' && key !== 'module.exports' && key !== '__esModule',
  );
  const strategies = names.filter((key) => asFactory(module[key]) !== undefined);
  const asked = name === 'default' ? 'the default export' : `the export ${name}`;
  const is =
    value === undefined || (name === 'default' && isNamespace(value)) ? 'is missing' : `is ${kind(value)}, no strategy`;
  const list = names.map((key) => `${key} (${kind(module[key])})`).join(', ');
  const what = `${asked} ${is}; the file ${names.length === 0 ? 'exports nothing else' : `exports ${list}`}`;
  const meant = strategies.length === 1 ? strategies[0] : nearestName(name, strategies);
  const fix =
    meant === undefined ? 'export default defineStrategy({ … })' : `export default ${meant}, or load it by its name`;
  return new StrategyError('STRATEGY_EXPORTS_NOTHING', { what, where, fix });
}

function isObject(value: unknown): value is ModuleExports {
  return typeof value === 'object' && value !== null;
}

function isNamespace(value: unknown): boolean {
  return isObject(value) && (Object.prototype.toString.call(value) === '[object Module]' || '__esModule' in value);
}

function isStrategy(value: unknown): value is Strategy {
  return isObject(value) && typeof value['name'] === 'string' && typeof value['over'] === 'function';
}

function isFactory(value: unknown): value is StrategyFactory {
  if (typeof value !== 'function') return false;
  const { strategyName, params } = value as Partial<StrategyFactory>;
  return !isStrategyClass(value) && typeof strategyName === 'string' && typeof params?.parse === 'function';
}

function isStrategyClass(value: unknown): value is StrategyClass {
  if (typeof value !== 'function') return false;
  const { prototype } = value as { prototype?: { over?: unknown; onBar?: unknown } };
  return typeof prototype?.over === 'function' && typeof prototype.onBar === 'function';
}

function kind(value: unknown): string {
  if (asFactory(value) !== undefined) return 'a strategy';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return value === null ? 'null' : 'an object';
  return `a ${typeof value}`;
}
