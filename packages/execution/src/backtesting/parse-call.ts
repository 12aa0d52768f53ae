import { ExecutionError } from '../error.ts';

/** What the name of a model may be made of: a built-in model, or what makes one. */
export type CallScope = Readonly<Record<string, unknown>>;

/** Tokens: a name, a number, a text, or a sign. Keys of objects may be symbols such as BTC/USD. */
const TOKEN =
  /\s*(?:(-?(?:\d+\.?\d*(?:e[+-]?\d+)?|Infinity))(?![\w/.^-])|'([^']*)'|([\w$][\w$/.^=-]*)|([()[\]{},:]))/iy;

/**
 * What the name of a model makes: `bps(2)`, `marginBySymbol({ ES: fixedLeverage(4) })`. Only names of the scope are
 * called, with numbers, texts, lists, objects and other such calls: nothing is evaluated.
 *
 * @param text as `callName` writes it
 * @throws ExecutionError UNKNOWN_MODEL; what the model throws for its arguments
 * @example parseCall('double({ of: 2 })', { double: ({ of }) => 2 * of }) // => 4
 */
export function parseCall(text: string, scope: CallScope): unknown {
  const reader = new CallReader(text, scope);
  const value = reader.value();
  reader.end();
  return value;
}

interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'sign' | 'end';
  readonly text: string;
}

class CallReader {
  readonly #text: string;
  readonly #scope: CallScope;
  #at = 0;
  #next: Token;

  constructor(text: string, scope: CallScope) {
    this.#text = text;
    this.#scope = scope;
    this.#next = this.#read();
  }

  value(): unknown {
    const { kind, text } = this.#take();
    if (kind === 'number') return Number(text);
    if (kind === 'text') return text;
    if (kind === 'name') return this.#named(text);
    if (text === '[') return this.#list(']', () => this.value());
    if (text === '{') return Object.fromEntries(this.#list('}', () => this.#field()));
    return this.#refuse(text);
  }

  end(): void {
    if (this.#next.kind !== 'end') this.#refuse(this.#next.text);
  }

  #named(name: string): unknown {
    if (name === 'true' || name === 'false') return name === 'true';
    if (!Object.hasOwn(this.#scope, name)) return this.#refuse(name);
    const known = this.#scope[name];
    if (typeof known !== 'function') return known;
    this.#expect('(');
    return (known as (...args: readonly unknown[]) => unknown)(...this.#list(')', () => this.value()));
  }

  #field(): readonly [key: string, value: unknown] {
    const { kind, text } = this.#take();
    if (kind === 'sign' || kind === 'end') this.#refuse(text);
    this.#expect(':');
    return [text, this.value()];
  }

  #list<T>(close: string, item: () => T): T[] {
    const items: T[] = [];
    while (!this.#is(close)) {
      if (items.length > 0) this.#expect(',');
      items.push(item());
    }
    this.#take();
    return items;
  }

  #is(sign: string): boolean {
    return this.#next.kind === 'sign' && this.#next.text === sign;
  }

  #expect(sign: string): void {
    if (!this.#is(sign)) this.#refuse(this.#next.text);
    this.#take();
  }

  #take(): Token {
    const taken = this.#next;
    if (taken.kind === 'end') this.#refuse('its end');
    this.#next = this.#read();
    return taken;
  }

  #read(): Token {
    TOKEN.lastIndex = this.#at;
    const found = TOKEN.exec(this.#text);
    if (found === null) {
      const rest = this.#text.slice(this.#at).trim();
      return rest === '' ? { kind: 'end', text: '' } : this.#refuse(rest);
    }
    this.#at = TOKEN.lastIndex;
    const [, number, text, name, sign] = found;
    if (number !== undefined) return { kind: 'number', text: number };
    if (text !== undefined) return { kind: 'text', text };
    return name === undefined ? { kind: 'sign', text: sign } : { kind: 'name', text: name };
  }

  #refuse(part: string): never {
    throw new ExecutionError('UNKNOWN_MODEL', {
      what: `${this.#text} is no call of a built-in model: ${part} is not known there`,
      fix: 'give the model itself, under its option: { commission: myCommission }',
    });
  }
}
