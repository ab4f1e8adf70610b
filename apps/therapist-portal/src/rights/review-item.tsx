import { Button, ErrorSummary, Select, TextArea, useAct } from '@heather/ui';
import { useRef, useState } from 'react';
import { api } from '../app/trpc.ts';
import type { Item } from './rights-words.ts';

type Mark = Item['marks'][number];
type Ground = Mark['ground'];
const grounds: { value: Ground; label: string }[] = [
  { value: 'other-person', label: 'It is about another person' },
  { value: 'in-confidence', label: 'Somebody told it in confidence' },
  { value: 'serious-harm', label: 'It could cause serious harm' },
  { value: 'legal-advice', label: 'It is a lawyer’s advice' },
];
const decided: Record<Item['decision'], string> = {
  waiting: 'To decide',
  give: 'Given whole',
  'in-part': 'Given without what is marked',
  'leave-out': 'Left out',
};

type Props = { packId: string; item: Item; mayDecide: boolean; onDone: () => Promise<unknown> };

/** One part: what stands in it, what is marked to be taken out, and the three ways to decide. */
export function ReviewItem({ packId, item, mayDecide, onDone }: Props) {
  const { busy, errors, act, refuse } = useAct();
  const [marks, setMarks] = useState<readonly Mark[]>(item.marks);
  const [ground, setGround] = useState<Ground>('other-person');
  const [said, setSaid] = useState(item.said ?? '');
  const decide = (decision: 'give' | 'in-part' | 'leave-out') => {
    const harms =
      decision !== 'give' &&
      (decision === 'leave-out' ? ground : marks.find((one) => one.ground === 'serious-harm')?.ground);
    if (harms === 'serious-harm' && said.trim() === '')
      return refuse({ field: `said-${item.itemId}`, message: 'Say what the risk of serious harm rests on.' });
    void act(decision, async () => {
      await api.rights.decide.mutate({
        packId,
        itemIds: [item.itemId],
        decision,
        ground: decision === 'leave-out' ? ground : null,
        marks: decision === 'in-part' ? [...marks] : [],
        said: said.trim() === '' ? null : said.trim(),
      });
      await onDone();
    });
  };
  return (
    <article className="review-item" aria-label={`${item.title}, ${item.section}`}>
      <h2>{item.title}</h2>
      <p className="quiet">
        {item.section}. {decided[item.decision]}
        {item.decision === 'waiting' && item.marks.length > 0
          ? '. The machine has marked people who share a course with them'
          : ''}
      </p>
      <ErrorSummary errors={errors} />
      {item.rows.map((row, index) => (
        <div key={`${index} ${row.when}`} className="review-row">
          {row.when ? <h3>{row.when}</h3> : null}
          {row.texts.map((text) => (
            <MarkedText
              key={text.path}
              label={text.label}
              text={text.text}
              marks={marks.filter(({ path }) => path === text.path)}
              mayMark={mayDecide}
              onMark={(from, to) => setMarks([...marks, { path: text.path, from, to, ground }])}
              onUnmark={(mark) => setMarks(marks.filter((one) => one !== mark))}
            />
          ))}
          {row.facts.length === 0 ? null : (
            <details>
              <summary>What stands beside it</summary>
              <dl className="facts">
                {row.facts.map((fact) => (
                  <div key={`${fact.label} ${fact.value}`}>
                    <dt>{fact.label}</dt>
                    <dd>{fact.value}</dd>
                  </div>
                ))}
              </dl>
            </details>
          )}
        </div>
      ))}
      {mayDecide ? (
        <>
          <details open={marks.length > 0}>
            <summary>Why something is taken out</summary>
            <Select
              name={`ground-${item.itemId}`}
              label="The reason"
              options={grounds}
              value={ground}
              onChange={(value) => setGround(value || 'other-person')}
            />
            <TextArea
              name={`said-${item.itemId}`}
              label="What it rests on, for the file"
              hint="Not given to them. Needed for serious harm."
              rows={2}
              maxLength={2000}
              value={said}
              onChange={setSaid}
            />
          </details>
          <p className="acts">
            {marks.length > 0 ? (
              <Button kind="edged" busy={busy === 'in-part' && 'Keeping it…'} onClick={() => decide('in-part')}>
                Give it without what is marked ({marks.length})
              </Button>
            ) : null}
            <Button
              kind={marks.length > 0 ? 'link' : 'edged'}
              busy={busy === 'give' && 'Keeping it…'}
              onClick={() => decide('give')}
            >
              Give it whole
            </Button>
            <Button kind="link" busy={busy === 'leave-out' && 'Keeping it…'} onClick={() => decide('leave-out')}>
              Leave it out
            </Button>
          </p>
        </>
      ) : null}
    </article>
  );
}

type MarkedProps = {
  label: string;
  text: string;
  marks: readonly Mark[];
  mayMark: boolean;
  onMark: (from: number, to: number) => void;
  onUnmark: (mark: Mark) => void;
};

/** A text whose words are marked by choosing them, with a mouse or with the keyboard: what is chosen in a field is known to the letter. */
function MarkedText({ label, text, marks, mayMark, onMark, onUnmark }: MarkedProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [nothing, setNothing] = useState(false);
  const mark = () => {
    const from = field.current?.selectionStart ?? 0;
    const to = field.current?.selectionEnd ?? 0;
    setNothing(from === to);
    if (from < to) onMark(from, to);
  };
  return (
    <div className="marked-text">
      <label>
        {label}
        <textarea ref={field} readOnly value={text} rows={Math.min(14, Math.max(2, Math.ceil(text.length / 70)))} />
      </label>
      {mayMark ? (
        <p className="acts">
          <Button kind="link" onClick={mark}>
            Take out the words I have chosen
          </Button>
          {nothing ? <span role="status">Choose the words above first.</span> : null}
        </p>
      ) : null}
      {marks.length === 0 ? null : (
        <ul className="rows" aria-label="Taken out">
          {marks.map((one) => (
            <li key={`${one.from} ${one.to}`}>
              <del>{text.slice(one.from, one.to)}</del>{' '}
              {mayMark ? (
                <Button kind="link" onClick={() => onUnmark(one)}>
                  Put back
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
