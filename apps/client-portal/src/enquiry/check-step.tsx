import { Button, PageTitle, SummaryList, type SummaryRow, Trouble, Way } from '@heather/ui';
import { type Answers, genderWords, kindWords, needWords, placeWords, timesInWords, wayWords } from './answers.ts';
import type { StepName } from './check-answers.ts';
import type { StepProps } from './enquiry-page.tsx';

type CheckProps = StepProps & { onSend: () => void; isSending: boolean; problem: unknown };

/** Everything on one page, each part with its way back. Sent twice, it is one. */
export function CheckStep({ said, goTo, onBack, step, of, onSend, isSending, problem }: CheckProps) {
  return (
    <>
      <Way step={step} of={of} onBack={onBack} />
      {problem ? <Trouble error={problem} onRetry={onSend} /> : null}
      <PageTitle title="Check your answers" focusKey={step}>
        Check your answers
      </PageTitle>
      {groups(said).map(({ heading, at, rows }) => (
        <section key={heading} className="enquiry-part">
          <h2>{heading}</h2>
          {rows.length === 0 ? <p className="quiet">Nothing said. That is fine.</p> : <SummaryList rows={rows} />}
          <p>
            <Button kind="link" onClick={() => goTo(at)}>
              Change<span className="away">: {heading}</span>
            </Button>
          </p>
        </section>
      ))}
      <p>When you send this, it goes to the practice. We do not read it at once.</p>
      <div className="acts-client">
        <Button kind="primary" busy={isSending && 'Sending…'} onClick={onSend}>
          Send to the practice
        </Button>
      </div>
    </>
  );
}

function groups(said: Answers): { heading: string; at: StepName; rows: SummaryRow[] }[] {
  const row = (label: string, value: string, long = false): SummaryRow[] =>
    value.trim() ? [{ label, value, long }] : [];
  const calls = said.safe.includes('telephone') || said.safe.includes('text');
  const others = said.others.filter((other) => other.firstName.trim() && other.lastName.trim());
  return [
    {
      heading: 'Who you are',
      at: 'who',
      rows: [
        ...row('Name', `${said.firstName} ${said.lastName}`),
        ...row('Called', said.knownAs),
        ...row('Pronouns', said.pronouns),
        ...row('Who would come', said.episodeKind ? kindWords[said.episodeKind] : ''),
        ...(said.episodeKind === 'individual'
          ? []
          : row('Coming with you', others.map((other) => `${other.firstName} ${other.lastName}`).join(', '))),
      ],
    },
    {
      heading: 'How we reach you',
      at: 'safe',
      rows: [
        ...row('Safe ways', said.safe.map((way) => wayWords[way]).join(', ')),
        ...(said.safe.includes('email') ? row('E-mail', said.email, true) : []),
        ...(calls ? row('Telephone', said.telephone) : []),
        ...(said.safe.includes('telephone')
          ? row(
              'Messages',
              said.mayLeaveMessage === 'yes' ? `Yes${said.messageAs ? `, as ${said.messageAs}` : ''}` : 'No',
            )
          : []),
        ...(said.safe.includes('post') ? row('Address', said.postalAddress, true) : []),
        ...(calls && (said.fromLocal || said.untilLocal)
          ? row('Hours', `${said.fromLocal || 'any time'} to ${said.untilLocal || 'any time'}`)
          : []),
      ],
    },
    {
      heading: 'When and where',
      at: 'practical',
      rows: [
        ...row('Times', timesInWords(said.times), said.times.length > 2),
        ...row('Where', said.places.map((place) => placeWords[place]).join(', ')),
        ...row('Stairs', said.stepFree ? 'A way in without stairs' : ''),
        ...row('Most you can pay', said.feeCeiling ? `£${said.feeCeiling.replace('£', '')} a session` : ''),
        ...row('Languages', said.languages),
      ],
    },
    {
      heading: 'About the therapist, and what you need',
      at: 'therapist',
      rows: [
        ...row('Rather', said.gender ? genderWords[said.gender] : ''),
        ...row('What would help', said.styleWords.join(', '), true),
        ...row('You need', said.needKinds.map((kind) => needWords[kind]).join(', '), true),
        ...row('In your words', said.needs, true),
      ],
    },
    { heading: 'What brings you', at: 'brings', rows: row('In your words', said.brings, true) },
  ];
}
