// Layered, validated configuration. The manager, and where its settings come from
export { ConfigManager, type ConfigListener } from './config-manager.ts';
export type { ConfigSchema, ConfigSources, Partly } from './sources.ts';
export { parseConfigFile, type ConfigFile } from './config-file.ts';
export { environmentName, type Environment } from './env.ts';
export type { Assignment } from './command-line.ts';

// What holds, who said so, and what changed
export type { Frozen } from './freeze.ts';
export { explanationText, type Explanation, type Say } from './explain.ts';
export { LAYERS, type LayerKind } from './layer.ts';
export { changesBetween, type Change } from './changes.ts';

// Secrets
export { isSecret, secret, secretText, type Secret } from './secret.ts';

// What a schema says, for editors and for people
export { jsonSchemaOf } from './json-schema.ts';
export { defaultsOf } from './defaults.ts';
export { settingsOf, type Setting } from './settings.ts';
export { valueOfText } from './text-value.ts';
export { parsePath, pathText, type ConfigTree, type Path } from './path.ts';

// The settings of Tidemark itself
export { defineConfig, tidemarkSchema, type TidemarkConfig, type TidemarkConfigFile } from './schema.ts';
export { regionPolicies, type RegionSettings } from './sections/cache.ts';

// Mistakes, each with its place
export { issueText, type ConfigIssue } from './issue.ts';
export type { Place } from './place.ts';
export { ConfigError } from './error.ts';
