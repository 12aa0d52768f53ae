// The first lines of a worker thread where this package runs from its sources: tsx, then the entry in TypeScript.
import { register } from 'tsx/esm/api';

register();
await import('./worker.node.ts');
