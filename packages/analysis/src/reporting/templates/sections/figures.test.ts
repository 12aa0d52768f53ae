import { describe, expect, it } from 'vitest';
import { sampleRun } from '../../../testing/sample-run.ts';
import { analyze } from '../../analyze.ts';
import { buyAndHold } from '../../buy-and-hold.ts';
import type { Figure, ReportModel } from '../../model.ts';
import { figureSections } from './figures.ts';

const model = analyze(sampleRun(300), { benchmark: buyAndHold });
const columnsOf = (of: ReportModel): string[][] => {
  const [, left, right] = figureSections(of).text.split('<div class="stack">');
  return [left!, right!].map((text) => [...text.matchAll(/<h2>([^<]+)<\/h2>/g)].map(([, title]) => title!));
};
/** Groups of so many figures. */
const of = (...sizes: readonly number[]): ReportModel => {
  const [figure] = model.groups[0]!.figures as readonly [Figure];
  const groups = sizes.map((size, i) => {
    const figures = Array.from({ length: size }, () => figure);
    return { id: `g${i}`, title: `${i}`, question: '', figures };
  });
  return { ...model, groups };
};

describe('the groups of figures', () => {
  it('stand in two columns as equally high as they can be, each in the order of the report', () => {
    expect(columnsOf(of(9, 10, 16, 10, 12))).toEqual([
      ['0', '1', '3'],
      ['2', '4'],
    ]);
    expect(columnsOf(of(9, 10, 16, 12))).toEqual([
      ['0', '2'],
      ['1', '3'],
    ]);
  });

  it('lose none, the first at the head of the left column', () => {
    const shown = columnsOf(model);
    expect(shown[0]![0]).toBe('Return');
    const titles = model.groups.filter(({ id }) => id !== 'more').length;
    expect(shown.flat().filter((title) => title !== 'Further figures')).toHaveLength(titles);
  });

  it('that are one stand alone', () => {
    expect(columnsOf(of(5))).toEqual([['0'], []]);
  });
});
