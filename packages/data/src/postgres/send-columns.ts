import { DataError } from '../error.ts';
import { copyBytes, type CopyColumn } from './copy-bytes.ts';
import type { Session } from './session.ts';

/**
 * Sends columns by a binary COPY, a piece at a time, and waits until the server has all rows.
 *
 * @param into the table with its columns, as SQL
 * @throws DataError INCOMPLETE_COPY; what the driver throws
 */
export async function sendColumns(session: Session, into: string, columns: readonly CopyColumn[]): Promise<void> {
  const stream = session.client.query(session.driver.copy.from(`COPY ${into} FROM STDIN (FORMAT binary)`));
  await new Promise<void>((resolve, reject) => {
    let isOver = false;
    stream.on('error', (error: Error) => {
      isOver = true;
      reject(error);
    });
    stream.on('finish', resolve);
    const pieces = copyBytes(columns);
    // One piece at a time: what waits inside of the stream when the server refuses would be written to nobody.
    const next = (): void => {
      if (isOver) return;
      const { value, done } = pieces.next();
      if (done === true) stream.end();
      else stream.write(value, next);
    };
    next();
  });
  const rows = columns[0].values.length;
  if (stream.rowCount === rows) return;
  const what = `${rows} rows were sent and the server took ${stream.rowCount}`;
  throw new DataError('INCOMPLETE_COPY', { what, fix: 'look for a trigger or a rule that keeps rows out' });
}
