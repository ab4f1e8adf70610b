import { BackLink, goBack, PageTitle } from '@heather/ui';
import { byNation, type CrisisLine, everywhere } from './crisis-lines.ts';

/** Stands by itself: it fetches nothing, so it works when nothing else does. */
export default function CrisisPage() {
  return (
    <>
      <BackLink onBack={goBack} />
      <PageTitle title="Help now" />
      <p>
        If a life is at risk, call <a href="tel:999">999</a> or go to A&amp;E. You are not wasting anyone’s time.
      </p>
      <p className="small aside">We do not read this site day and night. These people are there now.</p>
      <div className="stack">
        <Lines lines={everywhere} />
        {byNation.map(({ nation, lines }) => (
          <section key={nation}>
            <h2>In {nation}</h2>
            <Lines lines={lines} />
          </section>
        ))}
        <p className="small quiet">
          If you are deaf or find it hard to hear, text phone users can call 18000, or text 999 if you have signed up
          for it.
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
