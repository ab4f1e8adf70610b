import { Empty, Topics } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';

const nations: Record<string, string> = {
  'england-and-wales': 'England and Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
};

/** The published wordings, to read. Once published, one never changes. */
export function Wordings({ mayRead }: { mayRead: boolean }) {
  const found = useQuery(trpc.agreements.templates.queryOptions());
  if (!found.data) return null;
  return (
    <section>
      <h2>Published wordings</h2>
      {mayRead ? (
        <p>
          <a href="/practice/agreements">Write, read and publish them</a>
        </p>
      ) : null}
      {found.data.length === 0 ? (
        <Empty>Heather’s own wordings are published with the first agreement that you send.</Empty>
      ) : (
        <Topics
          topics={found.data.map((version) => ({
            id: version.id,
            title: `${version.title}, wording ${version.number}`,
            summary: nations[version.nation] ?? version.nation,
            body: version.clauses.map((clause) => (
              <div key={clause.clauseId}>
                <p>
                  <b>{clause.heading}</b>
                </p>
                <p className="reading-text">{clause.text}</p>
              </div>
            )),
          }))}
        />
      )}
    </section>
  );
}
