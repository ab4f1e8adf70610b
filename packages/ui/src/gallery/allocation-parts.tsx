import { Button } from '../forms/button.tsx';
import { FitAnswer } from '../parts/fit-answer.tsx';
import { LoadBar } from '../parts/load-bar.tsx';
import { Table } from '../parts/table.tsx';
import { ThreadSteps } from '../thread/thread-steps.tsx';

const waiting = [
  { name: 'Priya S.', days: 47, words: 'Past our limit of 42' },
  { name: 'Leon M.', days: 39, words: 'Offer out, answer by Thursday' },
  { name: 'Danny F.', days: 18, words: 'Times not known yet' },
];

export function AllocationParts() {
  return (
    <div className="stack">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a narrow page */}
      <section className="sideways" aria-label="Wishes and answers" tabIndex={0}>
        <table className="fit">
          <caption className="away">What Priya S. asked for, and which therapist could</caption>
          <thead>
            <tr>
              <th scope="col">Asked for</th>
              <th scope="col" className="chosen">
                <b>Leila A.</b>
                <LoadBar carries={15} of={18} />
              </th>
              <th scope="col">
                <b>Marta S.</b>
                <LoadBar carries={20} of={20} />
              </th>
              <th scope="col">
                <b>Owen T.</b>
                <LoadBar carries={0} of={14} />
              </th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">Tuesday or Thursday, after five</th>
              <td className="chosen">
                <FitAnswer fit="fits" reason="Tue 17:30, free now" />
              </td>
              <td>
                <FitAnswer fit="unknown" reason="Not asked yet" />
              </td>
              <td>
                <FitAnswer fit="does-not" reason="Mornings only" />
              </td>
            </tr>
          </tbody>
        </table>
      </section>
      <section className="offer" aria-label="Offer">
        <div>
          <h3>Leila A., Tuesdays 17:30 from 1 December, Room 2, £45</h3>
          <p className="quiet">The place is held until Friday 27 November, 12:00, then goes back by itself.</p>
          <ThreadSteps
            label="The way of this offer"
            steps={[
              { label: 'Asked 8 Oct', state: 'done' },
              { label: 'Offer to Leila', state: 'now' },
              { label: 'Offer to Priya', state: 'ahead' },
              { label: 'First session', state: 'ahead' },
            ]}
          />
        </div>
        <div className="acts">
          <Button>Hold and offer to Leila</Button>
          <Button>Not now, say why</Button>
        </div>
      </section>
      <Table
        caption="Waiting, longest first"
        captionShown
        rows={waiting}
        rowKey={(row) => row.name}
        columns={[
          { key: 'name', head: 'Who', cell: (row) => <a href="#allocation">{row.name}</a> },
          { key: 'words', head: 'Where it stands', cell: (row) => row.words },
          { key: 'days', head: 'Days', numeric: true, cell: (row) => row.days },
        ]}
      />
      <Table
        caption="Offers"
        rows={[] as typeof waiting}
        rowKey={(row) => row.name}
        columns={[]}
        empty="Offers that wait for an answer stand here. None does now."
      />
    </div>
  );
}
