const REDACTED = '[redacted]';

/** Texts of a login from this length on are taken for secrets themselves: signatures, encoded pairs. */
const SIGNATURE_LENGTH = 16;

/** Takes what is secret out of all that came from outside, before it is shown. */
export class Redaction {
  /** Longest first: a secret may hold another. */
  #texts: readonly string[] = [];

  /** Hides a secret, and the ways in which addresses, JSON and headers write it. */
  hide(secret: string): void {
    if (secret === '') return;
    const written = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
    this.#texts = [...new Set([...this.#texts, ...written])].toSorted((a, b) => b.length - a.length);
  }

  /** Hides what a login was made of: every long text, and every text that holds a secret. */
  hideAll(login: unknown): void {
    if (typeof login === 'string') {
      for (const part of [login, ...login.split(/\s+/)]) {
        if (part.length >= SIGNATURE_LENGTH || this.text(part) !== part) this.hide(part);
      }
    } else if (typeof login === 'object' && login !== null) {
      for (const part of Object.values(login)) this.hideAll(part);
    }
  }

  text(text: string): string {
    let clean = text;
    for (const secret of this.#texts) clean = clean.replaceAll(secret, REDACTED);
    return clean;
  }

  /** An error to be used as a cause: name, code and message, without what else it carries with it. */
  cause(error: unknown): Error {
    const { name, code, message } = Object(error) as { name?: unknown; code?: unknown; message?: unknown };
    const clean = new Error(this.text(typeof message === 'string' ? message : String(error)));
    clean.name = typeof name === 'string' ? this.text(name) : 'Error';
    clean.stack = `${clean.name}: ${clean.message}`;
    return typeof code === 'string' ? Object.assign(clean, { code: this.text(code) }) : clean;
  }
}
