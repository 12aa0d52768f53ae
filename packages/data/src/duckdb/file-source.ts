import type { BarRelation } from './bar-query.ts';
import type { Session } from './database.ts';
import { fileRelation, type PathFiles } from './relation.ts';
import { readFacts } from './series-facts.ts';

/** A file or several as a relation, with what they say of themselves. */
export async function fileSource(
  session: Session,
  files: Pick<PathFiles, 'format' | 'pattern'>,
  { name, where }: { readonly name: string; readonly where: string },
): Promise<BarRelation> {
  const relation = fileRelation(files);
  const kind = files.format;
  const facts = kind === 'parquet' ? await readFacts(session, relation) : undefined;
  return { session, relation, kind, facts, name, where };
}
