import { BackLink, goBack, PageTitle } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';
import { type CrisisLine, everywhere, nationsFor } from './crisis-lines.ts';

/** Stands by itself: what the shell knows only changes the order, so this works when nothing else does. */
export default function CrisisPage() {
  const shell = useQuery(
    trpc.account.shell.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY, throwOnError: false }),
  );
  return (
    <>
      <BackLink onBack={goBack} />
      <PageTitle title="Help now" />
      <p>
        If a life is at risk, call <a href="tel:999">999</a> or go to A&amp;E. You are not wasting anyone’s time.
      </p>
      <p className="small aside">We do not read this site day and night. These people are there now.</p>
      {shell.data?.crisisText ? <p className="reading-text">{shell.data.crisisText}</p> : null}
      <div className="stack">
        <Lines lines={everywhere} />
        {nationsFor(shell.data?.nation).map(({ nation, lines }) => (
          <section key={nation}>
            <h2>In {nation}</h2>
            <Lines lines={lines} />
          </section>
        ))}
        <p className="small quiet">
          If you are deaf or find it hard to hear, use Relay UK. Put 18001 before any number here. For 999, call 18000.
        </p>
      </div>
    </>
  );
}

function Lines({ lines }: { lines: readonly CrisisLine[] }) {
  return (
    <ul className="rows">
      {lines.map((line) => (
        <li key={line.name}>
          <p>
            <b>{line.name}</b>: <LineLink line={line} />
          </p>
          <p className="small quiet">
            {line.words} {line.open === undefined ? null : `Open ${line.open}.`}
          </p>
        </li>
      ))}
    </ul>
  );
}

function LineLink({ line }: { line: CrisisLine }) {
  const { call, text } = line;
  if (text !== undefined) {
    return (
      <a className="nb" href={`sms:${text.to}?body=${text.body}`}>
        text {text.body} to {text.to}
      </a>
    );
  }
  return (
    <a className="nb" href={`tel:${call?.replaceAll(' ', '')}`}>
      call {call}
    </a>
  );
}
