// Two markets joined by date: an index that rests at weekends, and an invented one that never closes.
import { fromTable, toTable } from '@tidemark/data/arquero';
import { op } from 'arquero';
import { syntheticBars } from 'tidemark';
import { csvSource, sampleSp500Path } from 'tidemark/node';

const start = Date.UTC(2014, 0, 1);
const source = csvSource({ path: sampleSp500Path(), instrument: 'SPX' });
const { data: index } = await source.bars({ from: start });
const coin = syntheticBars({ seed: 4, bars: 2_300, timeframe: '1d', start, instrument: 'COIN' });

// Returns in basis points over the same days: from one day that both have to the next.
const joined = toTable(index)
  .join(toTable(coin), 'time', undefined, { suffix: ['_spx', '_coin'] })
  .orderby('time')
  .derive({
    spx: (d) => 1e4 * (d.close_spx / op.lag(d.close_spx) - 1),
    coin: (d) => 1e4 * (d.close_coin / op.lag(d.close_coin) - 1),
  });
console.log(index.length, coin.length, joined.numRows()); // => 1584 2300 1584

const returns = joined.filter((d) => op.is_finite(d.spx)); // the first day has none
const weekdays = returns
  .groupby({ weekday: (d) => op.utcdayofweek(d.time) })
  .rollup({
    days: () => op.count(),
    'up %': (d) => op.round(100 * op.mean(d.spx > 0 ? 1 : 0)),
    'spx mean': (d) => op.round(op.mean(d.spx)),
    'spx sd': (d) => op.round(op.stdev(d.spx)),
    'coin mean': (d) => op.round(op.mean(d.coin)),
    'coin sd': (d) => op.round(op.stdev(d.coin)), // a Monday's is that of three days
    corr: (d) => op.round(100 * op.corr(d.spx, d.coin)) / 100,
  })
  .orderby('weekday');

const months = returns
  .groupby({ month: (d) => op.utcmonth(d.time) + 1 })
  .rollup({
    days: () => op.count(),
    'spx mean': (d) => op.round(op.mean(d.spx)),
    'spx worst': (d) => op.round(op.min(d.spx)),
  })
  .orderby('month');

/** A table as lines of 80 columns at most. */
function lines(table: typeof joined): string[] {
  const rows = [table.columnNames(), ...table.objects().map((row) => Object.values(row).map((value) => `${value}`))];
  return rows.map((cells) =>
    cells
      .map((cell) => cell.padStart(9))
      .join(' ')
      .trimEnd(),
  );
}

for (const line of lines(weekdays)) console.log(line);
// =>   weekday      days      up %  spx mean    spx sd coin mean   coin sd      corr
// =>         1       297        53        -5       132        -8       186      0.01
// =>         2       325        54        10       106         0       112      0.12
// =>         3       324        55         7       100         2       104      0.03
// =>         4       319        54         3       106        -4       115     -0.02
// =>         5       318        54         2       107         7       105     -0.05

for (const line of lines(months)) console.log(line);
// =>     month      days  spx mean spx worst
// =>         1       142         3      -250
// =>         2       134         3      -442
// =>         3       152        -3     -1198
// =>         4       136        13      -441
// =>         5       128         1      -241
// =>         6       128         6      -359
// =>         7       127         9      -200
// =>         8       133        -1      -394
// =>         9       122         0      -296
// =>        10       134         4      -329
// =>        11       122        11      -197
// =>        12       125        -4      -324

// Back to bars: the coin on the days of the index.
const columns = { open: 'open_coin', high: 'high_coin', low: 'low_coin', close: 'close_coin', volume: 'volume_coin' };
const { data, report } = fromTable(joined, { instrument: 'COIN', timeframe: '1d', columns });
console.log(data.length, 'bars:', report.findings.map(({ code }) => code).join()); // => 1584 bars: GAPS
