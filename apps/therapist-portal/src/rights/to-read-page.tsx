import { Empty, Loading, PageTitle } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';

const stateWords = {
  gathering: 'is being gathered',
  reviewing: 'to read',
  building: 'is being made',
  released: 'given',
  lapsed: 'gone',
} as const;

/** Records that somebody asked a copy of, and that the reader was asked to go through first. */
export default function ToReadPage(_: { params: Record<string, string | undefined> }) {
  const packs = useQuery(trpc.rights.toRead.queryOptions());
  if (!packs.data) return <Loading />;
  return (
    <>
      <div className="page-head">
        <PageTitle title="Records to read">Records to read before they are given</PageTitle>
        <p className="quiet">Their person asked for a copy. You take out what is about other people.</p>
      </div>
      {packs.data.length === 0 ? (
        <Empty>There is none. When you are asked to read one, it stands here.</Empty>
      ) : (
        <ul className="rows">
          {packs.data.map((pack) => (
            <li key={pack.packId}>
              <a href={`/rights/read/${pack.packId}`}>{pack.client}</a>{' '}
              <span className="quiet">
                {stateWords[pack.state]}
                {pack.state === 'reviewing' && pack.waiting > 0 ? `, ${pack.waiting} parts left` : ''}
                {pack.isWhole ? '' : ' (what you wrote for yourself)'}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
