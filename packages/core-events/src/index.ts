export { EventsError } from './error.ts';
