import './home.css';
import { Loading, PageTitle, Things } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { type ComponentType, lazy, Suspense } from 'react';
import { type HomeSectionProps, homeSections } from '../app/home-sections.ts';
import { trpc } from '../app/trpc.ts';
import { NextSession } from './next-session.tsx';
import { WhereWeStand } from './where-we-stand.tsx';

const sections = homeSections.map(({ key, load }) => ({ key, Section: lazy(load) as ComponentType<HomeSectionProps> }));

/** What there is to do, what is next, where we stand. */
export default function HomePage() {
  // Often enough that the way into an online session is there when it opens.
  const home = useQuery(trpc.home.mine.queryOptions(undefined, { refetchInterval: 60_000 }));
  if (!home.data) return <Loading />;
  const { firstName, things, minutes, next, hadSessions } = home.data;
  const [first, ...later] = next;
  return (
    <>
      <PageTitle title="Your page">Hello, {firstName}</PageTitle>
      {things.length === 0 ? (
        <p className="quiet">There is nothing for you to do just now.</p>
      ) : (
        <>
          <p>
            <b>
              {things.length} {things.length === 1 ? 'thing' : 'things'}, about {minutes}{' '}
              {minutes === 1 ? 'minute' : 'minutes'}
            </b>
          </p>
          <p className="small quiet">Stop and come back when you like. We keep what you have done.</p>
          <Things
            label="Things to do"
            things={things.map(({ title, status, minutes: each, href }) => ({
              title,
              status,
              href,
              time: `${each} min`,
            }))}
          />
        </>
      )}
      <NextSession session={first} isFirst={!hadSessions} later={later} />
      {sections.map(({ key, Section }) => (
        <Suspense key={key} fallback={null}>
          <Section sessionId={first?.id ?? null} />
        </Suspense>
      ))}
      <hr />
      <WhereWeStand home={home.data} />
    </>
  );
}
