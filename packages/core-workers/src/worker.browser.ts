import { serveTasks } from './worker.ts';

// The script of every Web Worker that is given no other.
serveTasks();
