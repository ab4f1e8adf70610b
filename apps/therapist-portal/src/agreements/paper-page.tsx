import './paper.css';
import { BackLink, Button, Loading, PageTitle } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';

type Topic = {
  clauseId: string;
  heading: string;
  text: string;
  parts: { clauseId: string; heading: string; text: string }[];
};

/** All of a pack on paper: the agreement, the notice, each question with its two boxes, and two lines to sign on. */
export default function PaperPage({ params }: { params: Record<string, string | undefined> }) {
  const packId = params.packId ?? '';
  const found = useQuery(trpc.agreements.printable.queryOptions({ packId }));
  if (!found.data) return <Loading />;
  const { data } = found;
  const isOpen = data.state === 'sent' || data.state === 'talking';
  return (
    <article className="paper">
      <BackLink href={`/clients/${params.clientId}/agreement`} />
      <PageTitle title="Agreement">Your agreement</PageTitle>
      <p>
        Between {data.clientName}, {data.therapistName} and {data.practiceName}.
      </p>
      <p className="quiet">
        {data.wording.title}, wording {data.wording.number}. Record {data.receiptNumber}.
      </p>
      {isOpen ? (
        <div className="acts">
          <Button kind="primary" onClick={() => window.print()}>
            Print it
          </Button>
        </div>
      ) : null}
      {data.topics.map((topic) => (
        <Clause key={topic.clauseId} topic={topic} />
      ))}
      <h2 className="paper-part">Privacy notice</h2>
      {data.notice.map((topic) => (
        <Clause key={topic.clauseId} topic={topic} />
      ))}
      {isOpen ? (
        <>
          <h2 className="paper-part">Your choices</h2>
          <p>Tick yes or no for each. Both are fine, and your sessions stay the same.</p>
          {data.questions.map((question) => (
            <section key={question.clauseId} className="paper-choice">
              <h3>{question.question}</h3>
              <p>{question.text}</p>
              <p className="paper-boxes">
                <span className="paper-box" aria-hidden="true" /> {question.yesLabel}{' '}
                <span className="paper-box" aria-hidden="true" /> {question.noLabel}
              </p>
            </section>
          ))}
          <section className="paper-choice">
            <h2 className="paper-part">Signed</h2>
            <p className="paper-boxes">
              <span className="paper-box" aria-hidden="true" /> I have seen the privacy notice.
            </p>
            <p>I have read this agreement and I agree to it.</p>
            {[data.clientName, data.therapistName].map((name) => (
              <p key={name} className="paper-line">
                <span>{name}</span>
                <span>Day and time</span>
              </p>
            ))}
          </section>
        </>
      ) : null}
    </article>
  );
}

function Clause({ topic }: { topic: Topic }) {
  return (
    <section>
      <h3>{topic.heading}</h3>
      {topic.text.split(/\n{2,}/).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      {topic.parts.map((part) => (
        <p key={part.clauseId}>
          <b>{part.heading}.</b> {part.text}
        </p>
      ))}
    </section>
  );
}
