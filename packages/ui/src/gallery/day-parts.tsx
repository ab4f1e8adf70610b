import { ButtonLink } from '../forms/button.tsx';
import { AttendStrip } from '../parts/attend-strip.tsx';
import type { ThreadMark } from '../thread/lay-thread.ts';
import { Thread } from '../thread/thread.tsx';

const repeat = (count: number, mark: ThreadMark): ThreadMark[] => Array.from({ length: count }, () => mark);
const session: ThreadMark = { kind: 'session' };
const planned: ThreadMark = { kind: 'planned' };

const amira: ThreadMark[] = [
  { kind: 'agreed' },
  ...repeat(5, session),
  { kind: 'session', rupture: 'repaired' },
  ...repeat(3, session),
  { kind: 'session', rupture: 'open' },
  { kind: 'today' },
  ...repeat(5, planned),
];

export function DayParts() {
  return (
    <>
      <AttendStrip
        rows={[
          {
            id: '1',
            what: 'Joel P. gave an answer about safety at 11:21. Nobody has read it yet.',
            promise: 'We told Joel that you will read it by 12:30. After that it goes to Ruth M., clinical lead.',
            action: { href: '#day', words: 'Read Joel’s answer' },
          },
          {
            id: '2',
            what: 'Mina L. gave an answer about safety at 11:40. Nobody has read it yet.',
            promise: 'We told Mina that you will read it before you next meet, on Thursday.',
            action: { href: '#day', words: 'Read Mina’s answer' },
          },
        ]}
      />
      <ol className="sessions" aria-label="Today’s sessions">
        <li className="done">
          <time dateTime="10:40">10:40</time>
          <div className="who">
            <h3>
              <a href="#day">Beth O.</a>
            </h3>
          </div>
          <div className="words">
            <p>
              <span className="quiet">Session 19, open-ended.</span> <b>Note begun, not signed.</b>
            </p>
          </div>
        </li>
        <li className="now">
          <span>11:48</span>
        </li>
        <NextSession />
        <li>
          <time dateTime="14:00">14:00</time>
          <div className="who">
            <h3>
              <a href="#day">Marek D.</a>
            </h3>
            <p className="foldable">Session 3 of 12</p>
            <Thread
              className="foldable"
              marks={[{ kind: 'agreed' }, session, session, { kind: 'today' }, ...repeat(9, planned)]}
            />
          </div>
          <div className="words foldable">
            <p>
              <span className="quiet">Today I’d like</span> <q>quiet to begin with, then you ask.</q>
            </p>
          </div>
          <div className="stands foldable">
            <p>
              <b>Not signed:</b> <span className="quiet">online-work agreement, sent 12 Nov</span>
            </p>
          </div>
          <p className="folded">
            <span className="quiet">Session 3 of 12, online.</span> <b>Not signed:</b>{' '}
            <span className="quiet">online-work agreement.</span>
          </p>
        </li>
      </ol>
      <p>
        <span className="quiet">Held, not agreed yet:</span>
      </p>
      <Thread marks={repeat(4, { kind: 'held' })} />
    </>
  );
}

function NextSession() {
  return (
    <li className="next">
      <time dateTime="12:00">12:00</time>
      <div className="who">
        <h3>
          <a href="#day">Amira K.</a>
        </h3>
        <p>Session 11 of 16</p>
        <p className="quiet">50 min, £55, Room 2</p>
        <Thread marks={amira} />
        <p className="open">
          <ButtonLink href="#day">Open session</ButtonLink>
        </p>
      </div>
      <div className="words">
        <p>
          <span className="quiet">Today I’d like</span> <q>to talk about Sunday, and not rush to fix it.</q>
        </p>
        <p>
          <span className="quiet">Goal</span> <q>Say no without a knot in my stomach.</q>
          <br />
          <span className="quiet">5 of 10 on 10 November, was 4</span>
        </p>
      </div>
      <div className="stands">
        <p>
          <b>Repair open</b> <span className="quiet">since 17 Nov: “we moved on too quickly”</span>
        </p>
        <p>
          <b>Not yet talked about:</b> <span className="quiet">felt less understood on 17 Nov than usual</span>
        </p>
      </div>
    </li>
  );
}
