// The contract that every indicator keeps, for any test runner: ours pass it, and yours can.
export { describeIndicator, type TestRunner } from './describe-indicator.ts';
export { indicatorContract, type ContractCheck, type ContractOptions } from './indicator-contract.ts';
