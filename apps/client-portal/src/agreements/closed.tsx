import { ButtonLink, Confirmation, PageTitle, SummaryList, TopicLines } from '@heather/ui';
import type { PackData } from './use-pack.ts';
import { dayAndTime } from './when.ts';

/** What an agreement that cannot be signed any more says: signed, and what comes next; or why it is closed, exactly and kindly. */
export function Closed({ data }: { data: PackData }) {
  if (data.signed) return <Signed data={data} />;
  const words = closedWords(data);
  return (
    <>
      <PageTitle title="Agreement" focusKey={data.state}>
        {words.heading}
      </PageTitle>
      <p>{words.what}</p>
      <div className="acts-client">
        {data.newerPackId ? (
          <ButtonLink kind="primary" href={`/agreement/${data.newerPackId}`}>
            Read the new one
          </ButtonLink>
        ) : null}
        <ButtonLink href="/" kind={data.newerPackId ? 'edged' : 'primary'}>
          Go to your first page
        </ButtonLink>
      </div>
    </>
  );
}

function closedWords({ state, therapist }: PackData): { heading: string; what: string } {
  switch (state) {
    case 'expired':
      return {
        heading: 'The time for signing has passed',
        what: `Nothing is signed. ${therapist} can send it again. Just ask.`,
      };
    case 'superseded':
      return { heading: 'There is a newer one', what: 'The wording has changed. This one cannot be signed any more.' };
    case 'declined':
      return {
        heading: 'You did not agree',
        what: `${therapist} knows, and may ask what would suit you. Nothing is signed.`,
      };
    default:
      return { heading: 'This was taken back', what: `Nothing is signed. ${therapist} can tell you more.` };
  }
}

function Signed({ data }: { data: PackData }) {
  const { signed, countersigned, therapist, timeZone } = data;
  if (!signed) return null;
  const first = signed.nameTyped.split(' ')[0];
  const file = `/files/agreement/${data.packId}`;
  const isOver = data.state === 'superseded';
  return (
    <Confirmation
      title="Agreement"
      heading={countersigned || isOver ? `Your agreement with ${therapist}` : `Signed. Thank you, ${first}.`}
      when={`You signed on ${dayAndTime(signed.signedAt, timeZone)}.`}
      next={
        isOver
          ? 'A newer agreement took the place of this one. This one stays here for you.'
          : countersigned
            ? `${therapist} signed on ${dayAndTime(countersigned.signedAt, timeZone)}. It holds for you both.`
            : `${therapist} signs before you meet. We tell you when your sealed copy is here. What you signed is here now.`
      }
    >
      <p className="small">
        <a href={file} download>
          {data.isSealed ? 'Download your sealed copy (PDF)' : 'Download what you signed (PDF)'}
        </a>
      </p>
      <details className="behind">
        <summary>Read what you signed</summary>
        <TopicLines topics={data.topics} />
      </details>
      <h2>Your choices when you signed</h2>
      <SummaryList
        rows={data.questions.map(({ clauseId, heading }) => ({
          label: heading,
          value: data.answers[clauseId] === 'yes' ? 'Yes' : 'No',
        }))}
      />
      <p className="small">
        You can change these on any day: <a href="/consents">My choices</a>
      </p>
      <div className="acts-client">
        <ButtonLink kind="primary" href="/">
          Back to your list
        </ButtonLink>
      </div>
    </Confirmation>
  );
}
