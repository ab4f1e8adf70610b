import { Confirmation, Loading, PageTitle, readRefusal } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useSearch } from 'wouter';
import { trpc } from '../app/trpc.ts';
import { AlertWords } from './alert-words.tsx';
import { BeforePage } from './before-page.tsx';
import { CheckPage } from './check-page.tsx';
import { HelpPage } from './help-page.tsx';
import { type Measure, type Place, placeOf } from './measure-data.ts';
import { QuestionPage } from './question-page.tsx';
import { dayAndTime } from './times.ts';

/** One question a page, each with an address of its own, so that the browser's Back goes one question back. */
export default function MeasurePage({ params }: { params: Record<string, string | undefined> }) {
  const administrationId = params.administrationId ?? '';
  const [, navigate] = useLocation();
  const search = useSearch();
  const measure = useQuery(
    trpc.measures.get.queryOptions(
      { administrationId },
      {
        // While somebody answers, nothing changes under their hand. Once it is sent, what we say of its reading has to stay true.
        refetchOnWindowFocus: ({ state: { data } }) => data?.state === 'submitted',
        refetchInterval: ({ state: { data } }) =>
          data?.state === 'submitted' && data.alert !== null && !data.alert.isRead && 60_000,
        throwOnError: (error, query) =>
          query.state.data === undefined && readRefusal(error).code !== 'measure/ladder-empty',
      },
    ),
  );
  if (measure.error && !measure.data) return <InTheSession />;
  if (!measure.data) return <Loading />;
  const data: Measure = measure.data;
  const go = (place: Place) => {
    navigate(place === 'before' ? `/measure/${administrationId}` : `/measure/${administrationId}?at=${place}`);
    window.scrollTo(0, 0);
  };
  if (data.state === 'submitted') return <Done measure={data} />;
  if (data.state === 'closed') return <Closed measure={data} />;
  const place = placeOf(search, data.items.length);
  if (place === 'help' && data.alert) return <HelpPage measure={data} alert={data.alert} go={go} search={search} />;
  if (place === 'check') return <CheckPage measure={data} go={go} />;
  if (place === 'later') return <Later measure={data} />;
  if (typeof place === 'number')
    return <QuestionPage key={place} measure={data} number={place} go={go} search={search} />;
  return <BeforePage measure={data} go={go} />;
}

function Done({ measure }: { measure: Measure }) {
  const { readerName, nextSessionAt, submittedAt, timeZone, alert } = measure;
  return (
    <Confirmation
      title="Sent"
      heading={`Your answers are with ${readerName}`}
      when={submittedAt === null ? undefined : `You sent them at ${dayAndTime(submittedAt, timeZone)}.`}
      next={
        <>
          <p>
            {nextSessionAt === null
              ? `${readerName} reads them before you next meet.`
              : `${readerName} reads them before you meet at ${dayAndTime(nextSessionAt, timeZone)}.`}{' '}
            You can talk about them then, if you like.
          </p>
          <AlertWords alert={alert} timeZone={timeZone} />
        </>
      }
    >
      <p>
        <a href="/">Back to your page</a>
      </p>
    </Confirmation>
  );
}

function Later({ measure }: { measure: Measure }) {
  return (
    <Confirmation
      title="Not today"
      heading="Not today is fine"
      next={
        measure.closesAt === null
          ? 'What you answered is kept. You can come back to it.'
          : `What you answered is kept. You can come back to it until ${dayAndTime(measure.closesAt, measure.timeZone)}. If you do not, nothing happens.`
      }
    >
      <AlertWords alert={measure.alert} timeZone={measure.timeZone} />
      <p>
        <a href="/">Back to your page</a>
      </p>
    </Confirmation>
  );
}

function Closed({ measure }: { measure: Measure }) {
  return (
    <>
      <PageTitle title="Questions">These questions are closed</PageTitle>
      <p>Their time is over. You need do nothing more. You can talk about it when you meet.</p>
      <AlertWords alert={measure.alert} timeZone={measure.timeZone} />
      <p>
        <a href="/">Back to your page</a>
      </p>
    </>
  );
}

function InTheSession() {
  return (
    <>
      <PageTitle title="Questions">These questions wait until you meet</PageTitle>
      <p>
        One of them is about being safe. Just now nobody here could read it in good time. So you answer them with your
        therapist.
      </p>
      <p>
        If you need help now, use <a href="/crisis">crisis help</a>.
      </p>
      <p>
        <a href="/">Back to your page</a>
      </p>
    </>
  );
}
