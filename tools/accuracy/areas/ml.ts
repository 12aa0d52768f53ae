import type { Area, CaseOutcome } from '../area.ts';
import { attempt } from '../attempt.ts';
import { readGolden } from '../read-golden.ts';
import { compareFractionalDifferences, type FractionalGoldens } from './ml/fractional-differences.ts';
import { compareLabels, type LabelGoldens } from './ml/labels.ts';

/** Labels and fractional differences; files of models come with the models. */
export const ml: Area = ({ goldens }) => {
  const from = <T>(file: string, compare: (content: T) => readonly CaseOutcome[]): readonly CaseOutcome[] =>
    attempt(file, () => {
      const content = readGolden<T>(goldens, file);
      return content === undefined ? [] : compare(content);
    });
  return [
    ...from<LabelGoldens>('labels.json', compareLabels),
    ...from<FractionalGoldens>('fracdiff.json', compareFractionalDifferences),
  ];
};
