/** What an account shows besides cash, equity and a position while nothing is held. */
export const FLAT_ACCOUNT = { exposure: 0, unrealizedProfit: 0, realizedProfit: 0, marginUsed: 0 } as const;
