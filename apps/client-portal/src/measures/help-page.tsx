import './measures.css';
import { Button, ButtonLink, PageTitle } from '@heather/ui';
import { isToCome, promiseWords } from './alert-words.tsx';
import { firstOpen, type Measure, type Place } from './measure-data.ts';
import { NotToday } from './not-today.tsx';

type HelpPageProps = {
  measure: Measure;
  alert: NonNullable<Measure['alert']>;
  go: (place: Place) => void;
  search: string;
};

/** After an answer about safety: the true time, and help that does not wait for it. */
export function HelpPage({ measure, alert, go }: HelpPageProps) {
  return (
    <>
      <PageTitle title="Help now">You do not have to wait for us</PageTitle>
      <p className="first-words">{promiseWords(alert, measure.timeZone)}</p>
      <p className="first-words">
        If you may not be safe {isToCome(alert) ? 'before then' : 'now'}, please use help that is there now, day and
        night.
      </p>
      <ul className="rows">
        <li>
          If a life is at risk, <a href="tel:999">call 999</a>.
        </li>
        <li>
          Samaritans: <a href="tel:116123">call 116 123</a>, free.
        </li>
        <li>
          Shout: <a href="sms:85258?body=SHOUT">text SHOUT to 85258</a>, free on most phones.
        </li>
      </ul>
      <p className="small aside">
        If you change your answer, {alert.readerName} {alert.isRead ? 'has read' : 'still reads'} what you chose. That
        way nothing gets lost.
      </p>
      <div className="acts-client">
        <ButtonLink kind="primary" href="/crisis">
          See all crisis help
        </ButtonLink>
        <Button onClick={() => go(firstOpen(measure.answers) || 'check')}>Go on with the questions</Button>
        <NotToday measure={measure} go={go} />
      </div>
    </>
  );
}
