import { Confirmation, Loading, PageTitle } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useSearch } from 'wouter';
import { trpc } from '../app/trpc.ts';
import { type CheckIn, type Place, placeOf } from './check-in-data.ts';
import { CheckStep } from './check-step.tsx';
import { NoteStep, WhoStep } from './note-steps.tsx';
import { QuestionStep } from './question-step.tsx';

/** Four questions, one a page, each with an address of its own; then the open line, who reads it, and the check. */
export default function CheckInPage({ params }: { params: Record<string, string | undefined> }) {
  const checkInId = params.checkInId ?? '';
  const [, navigate] = useLocation();
  const search = useSearch();
  const checkIn = useQuery(trpc.checkIns.get.queryOptions({ checkInId }, { refetchOnWindowFocus: false }));
  if (!checkIn.data) return <Loading />;
  const { data } = checkIn;
  if (data.state === 'submitted') return <Done checkIn={data} />;
  if (data.state === 'closed') return <Closed />;
  const go = (place: Place) => {
    navigate(`/check-in/${checkInId}?at=${place}`);
    window.scrollTo(0, 0);
  };
  const place = placeOf(search, data);
  const steps = { checkInId, checkIn: data, go, isChange: new URLSearchParams(search).get('to') === 'check' };
  if (place === 'later') return <Later therapist={data.therapist} />;
  if (place === 'note') return <NoteStep {...steps} />;
  if (place === 'who') return <WhoStep {...steps} />;
  if (place === 'check') return <CheckStep {...steps} />;
  return <QuestionStep key={place} {...steps} number={place} />;
}

function Done({ checkIn: { therapist } }: { checkIn: CheckIn }) {
  return (
    <Confirmation
      title="Sent"
      heading="Thank you for saying how it was"
      next={`${therapist} reads your answers before you next meet. You can talk about them then, if you like.`}
    >
      <p>
        <a href="/">Back to your page</a>
      </p>
    </Confirmation>
  );
}

function Later({ therapist }: { therapist: string }) {
  return (
    <Confirmation
      title="Not today"
      heading="Not today is fine"
      next={`What you answered is kept. You can come back to it until you next meet. If you do not, nothing happens, and ${therapist} will not ask why.`}
    >
      <p>
        <a href="/">Back to your page</a>
      </p>
    </Confirmation>
  );
}

function Closed() {
  return (
    <>
      <PageTitle title="Check-in">These questions are closed</PageTitle>
      <p>Their time is over. You need do nothing more. You can say how it was when you meet.</p>
      <p>
        <a href="/">Back to your page</a>
      </p>
    </>
  );
}
