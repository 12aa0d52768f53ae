import { html, type Markup } from '../markup.ts';

/** A wide table in a region that scrolls by itself, also by keyboard. */
export function scrollable(label: string, table: Markup): Markup {
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${label}, scrolls sideways">${table}</div>`;
}
