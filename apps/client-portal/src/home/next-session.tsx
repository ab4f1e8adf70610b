import type { ClientRouter } from '@heather/api/client';
import { ButtonLink } from '@heather/ui';
import type { inferRouterOutputs } from '@trpc/server';

export type Home = inferRouterOutputs<ClientRouter>['home']['mine'];
type Session = Home['next'][number];

type NextSessionProps = { session: Session | undefined; isFirst: boolean; later: readonly Session[] };

/** When and where, and the way in once it is open. */
export function NextSession({ session, isFirst, later }: NextSessionProps) {
  if (session === undefined) {
    return (
      <section className="home-part">
        <h2>Your next session</h2>
        <p className="quiet">Your times will stand here once they are set.</p>
      </section>
    );
  }
  return (
    <section className="home-part">
      <h2>{isFirst ? 'Your first session' : 'Your next session'}</h2>
      <p>
        {session.start}
        <br />
        <span className="quiet">{session.where}</span>
      </p>
      {session.movedFrom === null ? null : <p className="small quiet">It was {session.movedFrom}.</p>}
      {session.joinLink !== null ? (
        <div className="acts-client">
          <ButtonLink kind="primary" href={session.joinLink} target="_blank" rel="noopener noreferrer">
            Join the session
          </ButtonLink>
        </div>
      ) : session.placeKind === 'online' ? (
        <p className="small quiet">The link to join is here from 15 minutes before.</p>
      ) : null}
      <ul className="plain-list small">
        {session.ifCancelled === null ? null : (
          <li>
            <a href={`/sessions/${session.id}/cancel`}>Tell us you cannot come</a>
          </li>
        )}
        <li>
          <a href="/sessions">
            {later[0] === undefined ? 'See all your times' : `Then ${later[0].start}. See all your times`}
          </a>
        </li>
      </ul>
    </section>
  );
}
