import type { MarketRules } from '../market-rules.ts';

/** Crypto and the like: a session for each day, from midnight to midnight UTC. */
export const ALWAYS: MarketRules = {
  name: '24/7',
  timeZone: 'UTC',
  years: [1970, 2100],
  weekdays: [0, 1, 2, 3, 4, 5, 6],
  hours: [{ open: '00:00', close: '24:00' }],
};

/**
 * Spot currencies: from Sunday to Friday 17:00 in New York, where each day ends and the next begins. There is no
 * holiday of the whole market; dealers that rest at Christmas and New Year say so themselves.
 */
export const FOREX: MarketRules = {
  name: '24/5',
  timeZone: 'America/New_York',
  years: [1970, 2100],
  hours: [{ open: '17:00', openDay: -1, close: '17:00' }],
};
