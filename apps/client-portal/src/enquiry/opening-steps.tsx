import { ButtonLink, Confirmation, Topics } from '@heather/ui';
import type { Answers } from './answers.ts';
import type { StepProps } from './enquiry-page.tsx';
import { StepFrame } from './step-frame.tsx';

type Notice = { title: string; topics: { id: string; title: string; summary: string; text: string }[] };

/** The published notice, before anything is asked. Going on says that it was seen. */
export function NoticeStep(props: StepProps & { notice: Notice | null; practiceName: string }) {
  const { notice, practiceName } = props;
  return (
    <StepFrame {...props} heading={`Ask ${practiceName} for a first talk`} button="I have seen this. Go on">
      <p>This takes about 10 minutes. You can leave out most of it. First, here is what we do with what you tell us.</p>
      {notice === null ? (
        <p className="aside">Our privacy notice is not here just now. Ask us for it by telephone.</p>
      ) : (
        <Topics
          topics={notice.topics.map(({ id, title, summary, text }) => ({
            id,
            title,
            summary,
            body: text.split('\n\n').map((part) => <p key={part}>{part}</p>),
          }))}
        />
      )}
      <p className="small quiet">
        Nothing is kept until you send it. If you close this page, what you typed is gone. It is not stored on this
        device.
      </p>
    </StepFrame>
  );
}

/** The interruption page: nobody should wait here for help that comes later. */
export function NotAtOnceStep(props: StepProps) {
  return (
    <StepFrame {...props} heading="We do not read this at once" button="I can wait. Go on">
      <p>
        A person reads what you send on a working day. It may take a few days before you hear from us, and some weeks
        until a first session.
      </p>
      <p>
        <b>If you need help today, please do not wait for us.</b>
      </p>
      <p>
        If a life is at risk, call <a href="tel:999">999</a>. To talk to someone now, day or night, call Samaritans on{' '}
        <a className="nb" href="tel:116123">
          116 123
        </a>
        .
      </p>
      <p>
        <ButtonLink href="/crisis">See everyone who can help now</ButtonLink>
      </p>
    </StepFrame>
  );
}

const nextWords: Record<string, string> = {
  email: 'We will write to your e-mail. The mail will not say what it is about.',
  telephone: 'We will ring you.',
  text: 'We will send you a text. It will not say what it is about.',
  post: 'We will send you a letter in a plain envelope.',
};

export function Received({ said, telephone }: { said: Answers; telephone: string | null }) {
  return (
    <Confirmation
      title="Sent"
      heading="We have what you sent"
      next={
        <ol className="plain-list">
          <li>A senior therapist reads it, on a working day. Nobody at the front desk can read what brings you.</li>
          <li>We look for a therapist and a time that fit what you asked for. This can take some weeks.</li>
          <li>{nextWords[said.safe[0] ?? 'email']} You can say no to what we offer, without a reason.</li>
        </ol>
      }
    >
      <p>
        If you do not hear from us in 10 days,{' '}
        {telephone === null ? 'please ring us' : `please ring us on ${telephone}`}. You can stop at any time. You do not
        need to tell us why.
      </p>
      <p>
        <b>We do not read this at once.</b> If things get worse while you wait, see{' '}
        <a href="/crisis">who can help now</a>.
      </p>
      <p className="small quiet">You can close this page now. Nothing of it stays on this device.</p>
    </Confirmation>
  );
}
