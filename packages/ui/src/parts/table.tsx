import type { ReactNode } from 'react';

export type Column<Row> = {
  key: string;
  head: ReactNode;
  /** Numbers stand at the right. */
  numeric?: boolean;
  cell: (row: Row) => ReactNode;
};

type TableProps<Row> = {
  caption: string;
  /** Shown above the table; otherwise a heading nearby says it and the caption is for screen readers. */
  captionShown?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Closer rows, for a table of figures. */
  close?: boolean;
  empty?: ReactNode;
};

/** Hairlines, quiet headings, the first column is the row's heading. It scrolls sideways where the page is narrow. */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, captionShown = false, columns, rows, rowKey, close = false, empty } = props;
  if (rows.length === 0 && empty != null) return <p className="empty">{empty}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
    <section className="sideways" aria-label={caption} tabIndex={0}>
      <table className={close ? 'plain close' : 'plain'}>
        <caption className={captionShown ? undefined : 'away'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.numeric ? 'n' : undefined}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.key} scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={column.numeric ? 'n' : undefined}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
