import './practice.css';
import { BackLink, Loading, PageTitle, Select } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../app/trpc.ts';
import { dayOf, type Nation, nations } from './use-saving.ts';

/** The three documents that a client reads before they sign, by nation. */
export default function DocumentsPage(_: { params: Record<string, string | undefined> }) {
  const [wanted, setWanted] = useState<Nation | undefined>(undefined);
  const found = useQuery(trpc.practice.documents.queryOptions(wanted ? { nation: wanted } : {}));
  if (!found.data) return <Loading />;
  const { nation, documents } = found.data;
  return (
    <>
      <BackLink href="/set-up" />
      <PageTitle title="Agreement set" />
      <p className="reading-text quiet">
        Read each document, then publish it. Heather’s own wordings are written for practices in Britain and wait for
        review with your professional body: publishing says that you have read them, not that anybody has approved them.
      </p>
      <p>
        <a href="/practice/agreements">Word them yourself, in versions, and for couples, groups and young people</a>
      </p>
      <Select
        name="nation"
        label="Where the client lives"
        value={nation}
        onChange={(value) => setWanted(value === '' ? undefined : value)}
        options={nations}
      />
      <ul className="rows staff-rows">
        {documents.map(({ kind, title, number, publishedAt }) => (
          <li key={kind}>
            <a href={`/set-up/agreements/${nation}/${kind}`}>{title}</a>
            <span className="quiet">
              {publishedAt === null
                ? 'Not published yet. For review with your professional body.'
                : `Version ${number}, published ${dayOf(publishedAt)}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
