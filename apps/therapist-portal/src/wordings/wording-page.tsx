import './wordings.css';
import type { StaffRouter } from '@heather/api/staff';
import { languages, type WorkingAgreement } from '@heather/confidentiality';
import { BackLink, Loading, PageTitle, Select } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { trpc } from '../app/trpc.ts';
import { Difference } from './difference.tsx';
import { Editor } from './editor.tsx';
import { Preview } from './preview.tsx';
import { Steps } from './publish.tsx';
import { type Draft, useDraft } from './use-draft.ts';
import { clauseKindWords, dayOf, kindWords, nationWord, people, stateWords } from './words.ts';

export type Wording = inferRouterOutputs<StaffRouter>['templates']['get'];

/** One version of a document: written here, read here, published here, and afterwards only read. */
export default function WordingPage({ params }: { params: Record<string, string | undefined> }) {
  const versionId = params.versionId ?? '';
  // What was fetched once is what the draft began from: another tab's words come by the keeping, never from beneath.
  const found = useQuery(trpc.templates.get.queryOptions({ versionId }, { staleTime: 0, refetchOnWindowFocus: false }));
  const shell = useQuery(trpc.account.shell.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  if (!found.data || !shell.data) return <Loading />;
  const mayWrite = shell.data.person?.roles.includes('manager') ?? false;
  const wording = found.data;
  return (
    <>
      <BackLink href="/practice/agreements" />
      <div className="page-head">
        <PageTitle title="Document">
          {kindWords[wording.kind]}, version {wording.number}
        </PageTitle>
        <p className="quiet">{headLine(wording)}</p>
      </div>
      {wording.state === 'draft' && mayWrite ? (
        <Writing key={`write-${wording.id}`} wording={wording} />
      ) : (
        <Reading key={`read-${wording.id}`} wording={wording} mayWrite={mayWrite} />
      )}
    </>
  );
}

function headLine(wording: Wording): string {
  const { nation, language, state, writtenBy, writtenAt, reviewedBy, reviewedAt, publishedBy, publishedAt } = wording;
  const by = (what: string, who: Wording['writtenBy'], at: string | null) =>
    at ? ` ${what}${who ? ` by ${who.name}` : ''} on ${dayOf(at)}.` : '';
  return (
    `${nationWord(nation)}, ${languages[language].english}: ${stateWords[state]}.` +
    by('Written', writtenBy, writtenAt) +
    by('Read', reviewedBy, reviewedAt) +
    by('Published', publishedBy, publishedAt) +
    (publishedAt && !reviewedAt ? ' For review with your professional body.' : '') +
    (wording.standing > 0 ? ` ${people(wording.standing)} signed a version that holds.` : '')
  );
}

function Writing({ wording }: { wording: Wording }) {
  const used = useDraft(wording.id, wording);
  const { draft, savedCount, isUnsaved } = used;
  // Whoever wrote last is whoever writes now.
  const mine = savedCount !== wording.savedCount || isUnsaved ? { isWriter: true } : {};
  return (
    <div className="wording">
      <div>
        <Editor wording={wording} used={used} />
        <Compare wording={wording} draft={draft} />
        <Steps wording={{ ...wording, ...mine }} {...{ draft, savedCount, isUnsaved }} mayWrite />
      </div>
      <Preview {...wording} {...draft} frame={wording.frame as WorkingAgreement} />
    </div>
  );
}

function Reading({ wording, mayWrite }: { wording: Wording; mayWrite: boolean }) {
  const draft = { title: wording.title, clauses: wording.clauses };
  const isOpen = wording.state === 'draft' || wording.state === 'reviewed';
  return (
    <div className="wording">
      <div>
        <section>
          <h2>Clauses</h2>
          <ul className="rows clauses">
            {wording.clauses.map((clause) => (
              <li key={clause.clauseId}>
                <b>{clause.heading}</b> <span className="quiet">{clauseKindWords[clause.kind]}</span>
                {clause.question ? <p>{clause.question}</p> : null}
                <p className="reading-text" lang={wording.language} dir={languages[wording.language].direction}>
                  {clause.text}
                </p>
                {clause.source ? (
                  <p className="quiet">
                    {clause.source}.{' '}
                    {clause.checkedOn ? `Checked on ${dayOf(clause.checkedOn)}.` : 'Not checked by anybody yet.'}
                    {clause.binds?.who === 'some' ? ` Off until it is turned on: ${clause.binds.note}` : ''}
                  </p>
                ) : null}
                <p className="quiet">Cited as {clause.clauseId}</p>
              </li>
            ))}
          </ul>
        </section>
        <Compare wording={wording} draft={draft} />
        {isOpen ? (
          <Steps
            wording={wording}
            draft={draft}
            savedCount={wording.savedCount}
            isUnsaved={false}
            mayWrite={mayWrite}
          />
        ) : null}
      </div>
      <Preview {...wording} frame={wording.frame as WorkingAgreement} />
    </div>
  );
}

/** Against any other version of the same document; against the one in use unless another is chosen. */
function Compare({ wording, draft }: { wording: Wording; draft: Draft }) {
  const others = wording.versions.filter(({ id }) => id !== wording.id);
  const usual =
    others.find(({ id }) => id === wording.inForceId) ?? others.find(({ number }) => number < wording.number);
  const [chosen, setChosen] = useState<string | null>(null);
  const versionId = chosen ?? usual?.id ?? '';
  const older = useQuery({ ...trpc.templates.words.queryOptions({ versionId }), enabled: versionId !== '' });
  if (others.length === 0) return null;
  const isEarlier = (older.data?.number ?? 0) < wording.number;
  return (
    <section>
      <h2>What is different</h2>
      <Select
        name="compareWith"
        label="Held against"
        value={versionId}
        onChange={(value) => setChosen(value === '' ? null : value)}
        options={others.map(({ id, number, state }) => ({
          value: id,
          label: `Version ${number}, ${stateWords[state]}`,
        }))}
      />
      {older.data ? (
        isEarlier ? (
          <Difference older={older.data} newer={draft} />
        ) : (
          <Difference older={draft} newer={older.data} />
        )
      ) : null}
    </section>
  );
}
