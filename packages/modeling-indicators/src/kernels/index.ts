// What indicators are made of, one value or bar at a time: for indicators of your own.
export { answerOf } from './answer.ts';
export { AverageTrueRange } from './average-true-range.ts';
export { ExponentialMean } from './exponential-mean.ts';
export { Lag } from './lag.ts';
export { LinearFit } from './linear-fit.ts';
export { RelativeStrength } from './relative-strength.ts';
export { RollingExtremum } from './rolling-extremum.ts';
export { RollingExtremumAge } from './rolling-extremum-age.ts';
export { RollingSum } from './rolling-sum.ts';
export { RollingTotal } from './rolling-total.ts';
export { RollingVariance } from './rolling-variance.ts';
export { TrueRange } from './true-range.ts';
export { isUnknown } from './unknown.ts';
export { WeightedMean } from './weighted-mean.ts';
export { WilderMean } from './wilder-mean.ts';
