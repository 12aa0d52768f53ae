import type { PortfolioStrategy, Strategy } from '@tidemark/core-market';

/**
 * Whether a strategy answers weights over many instruments: what `definePortfolio` makes does, and whatever says
 * `answers: 'weights'`. Out of a file both kinds come as strategies.
 *
 * @example isPortfolio({ name: 'mine', answers: 'weights', over: () => ({ warmup: 0, weights: () => false }) }) // => true
 * @example isPortfolio({ name: 'flat', over: () => ({ columns: {}, warmup: 0, signal: () => 0 }) }) // => false
 */
export function isPortfolio(strategy: Strategy | PortfolioStrategy): strategy is PortfolioStrategy {
  return 'answers' in strategy && strategy.answers === 'weights';
}
