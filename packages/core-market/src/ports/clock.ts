/** Where time comes from: the bars in a backtest, the machine otherwise. */
export interface Clock {
  /** Epoch ms UTC. */
  now(): number;
}
