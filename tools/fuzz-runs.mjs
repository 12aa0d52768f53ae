// A setup file of every test project: FC_NUM_RUNS says how many cases a property tries where its test does not say.
import { configureGlobal, readConfigureGlobal } from 'fast-check';

const numRuns = Number(process.env.FC_NUM_RUNS);
if (numRuns > 0) configureGlobal({ ...readConfigureGlobal(), numRuns });
