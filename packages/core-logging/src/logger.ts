import { consoleHandler } from './handlers/console.ts';
import type { Handler } from './handler.ts';
import { LEVELS, levelRank, levelSetting, LevelRules, type Level, type LevelSetting } from './levels.ts';
import type { Plain } from './plain.ts';
import { buildRecord, plainBindings, type Loggable, type LogRecord } from './record.ts';
import { Redactor, type RedactOptions } from './redact.ts';
import { Sink, type HandlerFailure } from './sink.ts';

/** Where a time comes from: the bars in a backtest, the machine otherwise. */
export interface LogClock {
  /** Epoch ms UTC. */
  now(): number;
}

/** Fields and a message, an error and a message, or a message alone. */
export type LogMethod = (what: Loggable | string, message?: string) => void;

/** What this line and all below it are about. */
export interface Bindings {
  /** Which part of the program speaks; dotted names take the levels of their beginnings: `data.csv`. */
  readonly component?: string | undefined;
  readonly runId?: string | undefined;
  readonly strategy?: string | undefined;
  readonly instrument?: string | undefined;
  readonly [field: string]: unknown;
}

export interface ChildOptions {
  /** Holds for this logger and its children, whatever the levels of their components say. */
  readonly level?: LevelSetting | undefined;
  /** Simulated time of this logger and its children. */
  readonly clock?: LogClock | undefined;
}

/** A logger: whatever takes the `Logger` port takes it. */
export interface TidemarkLogger {
  readonly trace: LogMethod;
  readonly debug: LogMethod;
  readonly info: LogMethod;
  readonly warn: LogMethod;
  readonly error: LogMethod;
  readonly fatal: LogMethod;
  /** The least grave level that this logger writes. */
  readonly level: LevelSetting;
  /** True where a line of this level reaches a handler: ask before making fields that cost something. */
  isLevelEnabled(level: Level): boolean;
  /** A logger that adds these fields to every line. They are made plain now: later changes to them do not show. */
  child(bindings: Bindings, options?: ChildOptions): TidemarkLogger;
  /**
   * Changes the level at once, for the loggers that exist as well: of one component, or without one the usual level.
   *
   * @throws LoggingError UNKNOWN_LEVEL
   */
  setLevel(level: LevelSetting, component?: string): void;
  /** Makes every handler write out what it holds. */
  flush(): void;
  /** Flushes and ends every handler. Lines after it may be lost. */
  close(): Promise<void>;
}

export interface LoggerOptions {
  /** Default `info`. */
  readonly level?: LevelSetting | undefined;
  /** Levels by component: `{ data: 'debug', 'execution.live': 'trace' }`; `data` holds for `data.csv` too. */
  readonly levels?: Readonly<Record<string, LevelSetting>> | undefined;
  /** Default the console. */
  readonly handlers?: readonly Handler[] | undefined;
  /** Simulated time; without it, lines have wall time alone. */
  readonly clock?: LogClock | undefined;
  /** Wall time; default the machine's. */
  readonly wallClock?: LogClock | undefined;
  readonly bindings?: Bindings | undefined;
  readonly redact?: RedactOptions | undefined;
  /** Called when a handler throws; default: the first failure of each handler is told on the console. */
  readonly onHandlerError?: ((failure: HandlerFailure) => void) | undefined;
}

/**
 * Makes the logger of a program. Records are built, cleared of secrets and made plain before pino sees them, so the
 * same holds in Node and in browsers. A level that is not written is an empty function.
 *
 * @throws LoggingError UNKNOWN_LEVEL
 * @example
 * const memory = memoryHandler();
 * const log = createLogger({ handlers: [memory], wallClock: { now: () => 0 } });
 * log.child({ component: 'execution', runId: 'r1' }).info({ price: NaN, apiKey: 'k' }, 'filled');
 * memory.records.at(-1) // => { level: 'info', time: 0, component: 'execution', runId: 'r1', price: 'NaN', apiKey: '[redacted]', msg: 'filled' }
 */
export function createLogger(options: LoggerOptions = {}): TidemarkLogger {
  const { level = 'info', levels, handlers = [consoleHandler()], clock, bindings = {} } = options;
  const core: Core = {
    rules: new LevelRules(level, levels),
    sink: new Sink(handlers, options.onHandlerError),
    redactor: new Redactor(options.redact),
    wall: options.wallClock ?? { now: () => Date.now() },
    loggers: new Family(),
  };
  return new NodeOfLoggers(core, plainBindings({}, bindings, core.redactor), clock, undefined);
}

interface Core {
  readonly rules: LevelRules;
  readonly sink: Sink;
  readonly redactor: Redactor;
  readonly wall: LogClock;
  readonly loggers: Family;
}

/** Every logger that lives, without keeping it alive: a level that changes reaches them all. */
class Family {
  #members: WeakRef<NodeOfLoggers>[] = [];
  #sweepAt = 64;

  add(logger: NodeOfLoggers): void {
    this.#members.push(new WeakRef(logger));
    if (this.#members.length < this.#sweepAt) return;
    this.#members = this.#members.filter((member) => member.deref() !== undefined);
    this.#sweepAt = Math.max(64, this.#members.length * 2);
  }

  applyLevels(): void {
    for (const member of this.#members) member.deref()?.applyLevel();
  }
}

const nothing: LogMethod = () => {};

class NodeOfLoggers implements TidemarkLogger {
  trace: LogMethod = nothing;
  debug: LogMethod = nothing;
  info: LogMethod = nothing;
  warn: LogMethod = nothing;
  error: LogMethod = nothing;
  fatal: LogMethod = nothing;
  readonly #core: Core;
  readonly #clock: LogClock | undefined;
  readonly #pinned: LevelSetting | undefined;
  #bindings: Readonly<Record<string, Plain>>;
  /** How many secrets the bindings were cleared of. */
  #clearedOf: number;

  constructor(
    core: Core,
    bindings: Readonly<Record<string, Plain>>,
    clock: LogClock | undefined,
    pinned: LevelSetting | undefined,
  ) {
    this.#core = core;
    this.#bindings = bindings;
    this.#clearedOf = core.redactor.size;
    this.#clock = clock;
    this.#pinned = pinned;
    core.loggers.add(this);
    this.applyLevel();
  }

  get level(): LevelSetting {
    const { component } = this.#bindings;
    return this.#pinned ?? this.#core.rules.of(typeof component === 'string' ? component : undefined);
  }

  isLevelEnabled(level: Level): boolean {
    return levelRank(level) >= Math.max(levelRank(this.level), this.#core.sink.leastRank);
  }

  child(bindings: Bindings, { level, clock = this.#clock }: ChildOptions = {}): TidemarkLogger {
    const pinned = level === undefined ? this.#pinned : levelSetting(level, 'child');
    const all = plainBindings(this.#plainBindings(), bindings, this.#core.redactor);
    return new NodeOfLoggers(this.#core, all, clock, pinned);
  }

  setLevel(level: LevelSetting, component?: string): void {
    this.#core.rules.set(level, component);
    this.#core.loggers.applyLevels();
  }

  flush(): void {
    this.#core.sink.flush();
  }

  close(): Promise<void> {
    return this.#core.sink.close();
  }

  /** Decides each method once: below the level it is an empty function, and costs what one costs. */
  applyLevel(): void {
    for (const level of LEVELS) this[level] = this.isLevelEnabled(level) ? this.#writing(level) : nothing;
  }

  #writing(level: Level): LogMethod {
    const { sink, redactor, wall } = this.#core;
    return (what, message) => {
      const time = wall.now();
      const simTime = simulated(this.#clock);
      const build = (): LogRecord =>
        buildRecord({ level, time, simTime, bindings: this.#plainBindings(), what, message }, redactor);
      const known = redactor.size;
      const record = build();
      // A secret that was first met in this record may stand as a text before it.
      sink.write(redactor.size === known ? record : build());
    };
  }

  /** A secret that was met since is struck out of what was bound before. */
  #plainBindings(): Readonly<Record<string, Plain>> {
    const { redactor } = this.#core;
    if (redactor.size !== this.#clearedOf) {
      this.#bindings = plainBindings({}, this.#bindings, redactor);
      this.#clearedOf = redactor.size;
    }
    return this.#bindings;
  }
}

/** A clock that fails must not fail what is being logged. */
function simulated(clock: LogClock | undefined): number | undefined {
  try {
    return clock?.now();
  } catch {
    return undefined;
  }
}
