/**
 * A class name as a strategy name.
 *
 * @example kebabCase('RSIReversion') // => 'rsi-reversion'
 */
export function kebabCase(className: string): string {
  const words = className.replace(/([a-z0-9])([A-Z])/g, '$1-$2').replace(/([A-Z])([A-Z][a-z])/g, '$1-$2');
  return words.toLowerCase() || 'strategy';
}
