const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text for HTML and SVG, in content and in quoted attributes; control characters, which XML does not allow, become
 * the replacement character.
 *
 * @example escapeText('<b>"R&D"</b>') // => '&lt;b&gt;&quot;R&amp;D&quot;&lt;/b&gt;'
 */
export function escapeText(text: string): string {
  return text
    .replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
    .replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, (character) => ('\t\n\r'.includes(character) ? character : '\uFFFD'));
}
