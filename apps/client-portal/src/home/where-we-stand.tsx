import { Topics } from '@heather/ui';
import { money } from '../app/money.ts';
import type { Home } from './next-session.tsx';

/** What we agreed, what is owed, who reads what: a line each, and the rest one tap away. */
export function WhereWeStand({ home }: { home: Home }) {
  const { agreed, owedPence, therapist } = home;
  const name = therapist ?? 'Your therapist';
  return (
    <section className="home-part">
      <h2>Where we stand</h2>
      <Topics
        topics={[
          {
            id: 'agreed',
            title: 'What we agreed',
            summary: agreed ?? 'Not signed by you both yet',
            body: (
              <p>
                {agreed === null ? 'When we have agreed, it stands here. ' : 'You can read it and keep a copy. '}
                <a href="/agreements">Your agreements</a>
              </p>
            ),
          },
          {
            id: 'owed',
            title: 'What is owed',
            summary:
              owedPence > 0
                ? `${money(owedPence)} to pay`
                : owedPence < 0
                  ? `${money(-owedPence)} paid ahead`
                  : 'Nothing to pay',
            body: (
              <p>
                Each session and each payment has its line. <a href="/fees">See your fees</a>
              </p>
            ),
          },
          {
            id: 'reads',
            title: 'Who reads what',
            summary: `${name} reads your answers`,
            body: (
              <>
                <p>{name} reads what you write and answer here.</p>
                <p>
                  The front desk and the manager see your times, your fees and how to reach you. They never see your
                  answers.
                </p>
                <p>Each time someone opens your record, we write it down.</p>
              </>
            ),
          },
        ]}
      />
      <p className="small">
        <a href="/consents">My choices</a>: say yes or no, or take a yes back
      </p>
    </section>
  );
}
