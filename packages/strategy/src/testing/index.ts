// What every strategy promises, as checks for any test runner, and the bars to check it on.
export { strategyContract, type StrategyCheck } from './strategy-contract.ts';
export { rehearse, type Rehearsal } from './rehearse.ts';
export { scripted } from './scripted.ts';
export { sampleBars, type SampleBarsOptions } from './sample-bars.ts';
