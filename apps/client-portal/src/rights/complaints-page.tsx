import { BackLink, Button, ButtonLink, ErrorSummary, Loading, PageTitle, useAct } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { api, trpc } from '../app/trpc.ts';
import { type Complaint, outcomeWords, stepWords } from './complaint-words.ts';
import { dayWords } from './rights-words.ts';

/** My complaints about how my data is handled, what was said to them, and where else I may go. */
export default function ComplaintsPage() {
  const mine = useQuery(trpc.complaints.mine.queryOptions());
  if (!mine.data) return <Loading />;
  const { complaints, regulator } = mine.data;
  return (
    <div className="stack">
      <BackLink href="/your-record" />
      <PageTitle title="Complaints">If you are not content</PageTitle>
      <p>
        You can complain about how we keep or use what we know of you. Somebody whom it is not about looks into it. We
        tell you within 30 days that it has come. It changes nothing between you and your therapist.
      </p>
      <div className="acts-client">
        <ButtonLink kind="primary" href="/complaints/new">
          Complain
        </ButtonLink>
      </div>
      {complaints.length === 0 ? null : (
        <section className="stack">
          <h2>Your complaints</h2>
          {complaints.map((complaint) => (
            <One key={complaint.complaintId} complaint={complaint} />
          ))}
        </section>
      )}
      <section>
        <h2>You can go elsewhere, too</h2>
        <p>
          At any time, and without telling us first: {regulator.name}, {regulator.address}. Ring {regulator.telephone},
          or go to {regulator.web.replace('https://', '')}. {regulator.office} You can go to a court as well.
        </p>
      </section>
    </div>
  );
}

function One({ complaint }: { complaint: Complaint }) {
  const { busy, errors, act } = useAct();
  const [saveKey] = useState(() => crypto.randomUUID());
  const { complaintId, number, receivedOn, state, outcome, clock, words, steps } = complaint;
  const isOpen = state === 'received' || state === 'acknowledged';
  return (
    <article className="stack-close">
      <h3>
        Complaint {number}, {dayWords(receivedOn)}
      </h3>
      <p className="reading-text">{words}</p>
      {state === 'received' ? <p>We tell you by {dayWords(clock.acknowledgeByOn)} that it has come.</p> : null}
      {state === 'acknowledged' ? <p>We look into it.</p> : null}
      {outcome === null ? null : (
        <p>
          <b>{outcomeWords[outcome]}</b>
        </p>
      )}
      {steps.length === 0 ? null : (
        <ul className="rows">
          {steps.map((step) => (
            <li key={`${step.kind} ${step.at}`}>
              {stepWords[step.kind]}, {dayWords(step.at.slice(0, 10))}
              {step.words ? <p>{step.words}</p> : null}
            </li>
          ))}
        </ul>
      )}
      <ErrorSummary errors={errors} />
      {isOpen ? (
        <Button
          kind="link"
          busy={busy !== null && 'Taking it back…'}
          onClick={() =>
            void act('back', async () => {
              await api.complaints.withdraw.mutate({ complaintId, saveKey });
              await queryClient.invalidateQueries(trpc.complaints.pathFilter());
            })
          }
        >
          I take it back<span className="away">: complaint {number}</span>
        </Button>
      ) : null}
    </article>
  );
}
