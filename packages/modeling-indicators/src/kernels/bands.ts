/** What comes out of an indicator that draws a channel. */
export type Band = 'upper' | 'middle' | 'lower';
