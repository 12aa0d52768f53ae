import { figureText, type ReportModel } from '@tidemark/analysis/reporting';
import { formatMoney, formatNumber } from '@tidemark/analysis/visualization';
import type { Style } from '../terminal/style.ts';
import { wrapped } from '../terminal/table.ts';

/** More reasons than these are in the report. */
const MOST_REASONS = 5;

/** How many bars do not show what decided, and what the total return hangs on them. Nothing where there are none. */
export function ambiguityLines({ ambiguities, currency }: ReportModel, style: Style): string[] {
  if (ambiguities === null) return [];
  const { bars, interval } = ambiguities;
  const said = `${formatNumber(bars, 0)} ${bars === 1 ? 'bar does' : 'bars do'} not show what came first.`;
  const total = interval?.find(({ id }) => id === 'totalReturn');
  if (total === undefined) return wrapped(said, style.width, '  ');
  const { unit, reason } = total;
  const [against, inFavour] = [total.pessimistic, total.optimistic].map((value) =>
    figureText({ value, reason }, unit, currency),
  );
  const which = bars === 1 ? 'it' : 'each';
  const span = `Total return, had ${which} gone against you: ${against}; had ${which} gone for you: ${inFavour}.`;
  return wrapped(`${said} ${span}`, style.width, '  ');
}

/** What orders and targets did not get, and margin calls. Nothing where all went as asked. */
export function exceptionLines({ orders, marginCalls, currency }: ReportModel, style: Style): string[] {
  const { byReason, refused } = orders;
  const count = (many: number, one: string, more = `${one}s`): string =>
    `${formatNumber(many, 0)} ${many === 1 ? one : more}`;
  const lines = byReason
    .slice(0, MOST_REASONS)
    .map((each) => `${count(each.count, 'order')} ${each.outcome}: ${each.reason}`);
  const rest = byReason.slice(MOST_REASONS).reduce((sum, each) => sum + each.count, 0);
  if (rest > 0) lines.push(`${formatNumber(rest, 0)} for other reasons`);
  if (refused.length > 0) lines.push(`${count(refused.length, 'target')} became no order: ${reasonsOf(refused)}`);
  if (marginCalls.length > 0) {
    const most = Math.max(...marginCalls.map(({ shortfall }) => shortfall));
    lines.push(`${count(marginCalls.length, 'margin call')}, at most ${formatMoney(most, currency)} missing`);
  }
  return lines.flatMap((line) => wrapped(line, style.width, '  '));
}

function reasonsOf(refused: ReportModel['orders']['refused']): string {
  const reasons = [...new Set(refused.map(({ reason }) => reason))];
  return reasons.slice(0, MOST_REASONS).join(', ') + (reasons.length > MOST_REASONS ? ' ...' : '');
}
