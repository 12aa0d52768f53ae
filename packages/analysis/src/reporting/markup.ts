import { escapeText } from '../visualization/escape.ts';

/** Text that is HTML already: what `html` leaves as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: false, null and undefined are nothing. */
export type Content = Markup | string | number | false | null | undefined | readonly Content[];

/**
 * HTML from a template: every value is escaped unless it is markup, so a name from outside is a name and never a tag.
 *
 * @example html`<b>${'R&D'}</b>`.text // => '<b>R&amp;D</b>'
 */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  let text = strings[0] ?? '';
  for (const [i, value] of values.entries()) text += textOf(value) + (strings[i + 1] ?? '');
  return new Markup(text);
}

function textOf(content: Content): string {
  if (content === undefined || content === null || content === false) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'string' || typeof content === 'number') return escapeText(String(content));
  return content.map(textOf).join('');
}
