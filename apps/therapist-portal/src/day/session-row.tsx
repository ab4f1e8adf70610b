import { ButtonLink, layThread, ThreadDrawing, type ThreadMark } from '@heather/ui';
import { Fragment } from 'react';
import type { DayCard } from './day-page.tsx';
import { columns, foremostOpen } from './day-words.ts';

type Line = DayCard['lines'][number];
type SessionRowProps = { session: DayCard; isUnfolded: boolean; onUnfold: (isOpen: boolean) => void };

export function SessionRow(props: SessionRowProps) {
  const { phase } = props.session;
  if (phase === 'done' || phase === 'off') return <OverRow session={props.session} />;
  return <AheadRow {...props} />;
}

/** One that is over is quiet; what is still open about it is not. */
function OverRow({ session }: { session: DayCard }) {
  return (
    <li className="done">
      <Time session={session} />
      <div className="who">
        <Name session={session} />
      </div>
      <div className="words">
        <p>
          {session.after.map((run, index) => (
            <Fragment key={`${run.style}${run.text}`}>
              {index === 0 ? null : ' '}
              <RunWords run={run} />
            </Fragment>
          ))}{' '}
          {session.note === null ? null : (
            <a href={session.note.href}>
              {session.note.isBegun ? 'Finish the note' : 'Write the note'}
              <span className="away"> of {session.name}</span>
            </a>
          )}
        </p>
      </div>
    </li>
  );
}

/** The one that is lifted stays open; the others fold in low stimulus, one open at a time. */
function AheadRow({ session, isUnfolded, onUnfold }: SessionRowProps) {
  const { sessionId, numbered, terms, standing, thread, lines, clientId, phase, joinLink, firstNames } = session;
  const isLifted = phase === 'now' || phase === 'next';
  const fold = isLifted ? undefined : 'foldable';
  const { words, stands } = columns(lines);
  return (
    <li className={isLifted ? 'next' : isUnfolded ? 'unfolded' : undefined}>
      <Time session={session} />
      <div className="who">
        <Name session={session} />
        <p className={fold}>{numbered}</p>
        <p className={fold === undefined ? 'quiet' : `quiet ${fold}`}>{terms}</p>
        {thread === null ? null : (
          <ThreadDrawing className={fold} layout={layThread(thread.marks.map(toMark))} words={thread.text} />
        )}
        {standing === null ? null : <p className={fold === undefined ? 'quiet' : `quiet ${fold}`}>{standing}</p>}
        {isLifted && clientId !== null ? (
          <p className="open">
            {joinLink === null ? (
              <ButtonLink href={`/clients/${clientId}/sessions?session=${sessionId}`}>Open session</ButtonLink>
            ) : (
              <ButtonLink href={joinLink} target="_blank" rel="noopener noreferrer">
                Join {firstNames}
              </ButtonLink>
            )}
          </p>
        ) : null}
      </div>
      <div className={fold === undefined ? 'words' : `words ${fold}`}>
        {words.map((line) => (
          <LineWords key={keyOf(line)} line={line} />
        ))}
      </div>
      <div className={fold === undefined ? 'stands' : `stands ${fold}`}>
        {stands.map((line) => (
          <LineWords key={keyOf(line)} line={line} />
        ))}
        {isUnfolded && !isLifted ? (
          <p className="low-only">
            <button type="button" className="link-button" onClick={() => onUnfold(false)}>
              Fold
              <span className="away"> {session.name}</span>
            </button>
          </p>
        ) : null}
      </div>
      {isLifted ? null : <Folded session={session} onUnfold={onUnfold} />}
    </li>
  );
}

function Folded({ session, onUnfold }: { session: DayCard; onUnfold: (isOpen: boolean) => void }) {
  const open = foremostOpen(session.lines);
  const place = session.terms.split(', ').at(-1);
  return (
    <p className="folded">
      <span className="quiet">
        {session.numbered}, {place}.
      </span>{' '}
      {open?.runs.map((run, index) => (
        <Fragment key={run.text}>
          <RunWords run={run} />
          {index === open.runs.length - 1 && !run.text.endsWith('.') ? '. ' : ' '}
        </Fragment>
      ))}
      <button type="button" className="link-button" onClick={() => onUnfold(true)}>
        Unfold
        <span className="away"> {session.name}</span>
      </button>
    </p>
  );
}

function Time({ session: { time, startsAt } }: { session: DayCard }) {
  return <time dateTime={startsAt}>{time}</time>;
}

function Name({ session: { clientId, name, coveringFor } }: { session: DayCard }) {
  return (
    <>
      <h2>{clientId === null ? name : <a href={`/clients/${clientId}`}>{name}</a>}</h2>
      {coveringFor === null ? null : <p className="quiet">For {coveringFor}</p>}
    </>
  );
}

/** A goal's rating stands under its words. */
function LineWords({ line: { kind, runs } }: { line: Line }) {
  return (
    <p>
      {runs.map((run, index) => (
        <Fragment key={run.text}>
          {index === 0 ? null : kind === 'goal' && index === 2 ? <br /> : ' '}
          <RunWords run={run} />
        </Fragment>
      ))}
    </p>
  );
}

function RunWords({ run: { style, text } }: { run: Line['runs'][number] }) {
  if (style === 'strong') return <b>{text}</b>;
  if (style === 'quote') return <q>{text}</q>;
  return <span className="quiet">{text}</span>;
}

const keyOf = ({ kind, runs }: Line) => `${kind}${runs.map(({ text }) => text).join('|')}`;

const drawn = { post: 'agreed', knot: 'session', ring: 'today', 'open-dot': 'planned' } as const;
const toMark = (kind: keyof typeof drawn): ThreadMark => ({ kind: drawn[kind] });
