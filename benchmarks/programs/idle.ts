// What a process needs that has loaded everything and runs nothing.
import '@tidemark/execution';
import '@tidemark/risk';
import '../engine-bars.ts';
import '../engine-strategies.ts';
