// What every strategy promises, as checks for any test runner, and the bars to check it on.
export { strategyContract, type StrategyCheck } from './strategy-contract.ts';
export { rehearse, type Rehearsal } from './rehearse.ts';
export { sampleBars, type SampleBarsOptions } from './sample-bars.ts';
