import './wordings.css';
import type { StaffRouter } from '@heather/api/staff';
import {
  documentTitle,
  type Language,
  languages,
  type Nation,
  type TemplateKind,
  templateKinds,
} from '@heather/confidentiality';
import { BackLink, Button, ErrorSummary, type FormError, Loading, PageTitle, readRefusal, Select } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { dayOf, kindWords, nations, people, stateWords } from './words.ts';

type Document = inferRouterOutputs<StaffRouter>['templates']['list']['documents'][number];
type Asked = { kind: TemplateKind; nation: Nation; language: Language; fromVersionId: string | null };

/** The practice's documents, by nation: which version is in use for how many, and what is being written. */
export default function ListPage(_: { params: Record<string, string | undefined> }) {
  const found = useQuery(trpc.templates.list.queryOptions());
  const shell = useQuery(trpc.account.shell.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const [wanted, setWanted] = useState<Nation | null>(null);
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const [, navigate] = useLocation();
  const start = useMutation(
    trpc.templates.startDraft.mutationOptions({
      onSuccess: async ({ versionId }) => {
        await queryClient.invalidateQueries(trpc.templates.pathFilter());
        navigate(`/practice/agreements/${versionId}`);
      },
      onError: (error) => setErrors([{ message: readRefusal(error).words }]),
    }),
  );
  if (!found.data) return <Loading />;
  const nation = wanted ?? found.data.nation;
  const documents = found.data.documents.filter((one) => one.nation === nation);
  const mayWrite = shell.data?.person?.roles.includes('manager') ?? false;
  const begin = (asked: Asked) => {
    if (!start.isPending) start.mutate(asked);
  };
  const english = templateKinds.map((kind) => ({
    kind,
    document: documents.find((one) => one.kind === kind && one.language === 'en-GB'),
  }));
  const translated = documents.filter(({ language }) => language !== 'en-GB');
  return (
    <>
      <BackLink href={mayWrite ? '/set-up' : '/agreements'} />
      <ErrorSummary errors={errors} />
      <div className="page-head">
        <PageTitle title="Documents">Agreements, notices and choices</PageTitle>
        <p className="quiet">
          What your clients read and sign. Heather’s own wordings wait for review with your professional body.
        </p>
      </div>
      {mayWrite ? (
        <p>
          <a href="/practice/agreements/party">Who is responsible in law, and who keeps the record</a>
        </p>
      ) : null}
      <Select
        name="nation"
        label="Where the client lives"
        value={nation}
        onChange={(value) => setWanted(value === '' ? null : value)}
        options={nations}
      />
      <ul className="rows document-rows documents">
        {english.map(({ kind, document }) => (
          <li key={kind}>
            <b>{document ? kindWords[kind] : documentTitle(kind)}</b>
            <span>{document ? <Versions document={document} /> : <NotYet kind={kind} />}</span>
            {mayWrite ? (
              <Next
                document={document}
                busy={start.isPending}
                onBegin={(fromVersionId) => begin({ kind, nation, language: 'en-GB', fromVersionId })}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {translated.length > 0 ? (
        <section className="more-documents">
          <h2>In other languages</h2>
          <ul className="rows document-rows">
            {translated.map((document) => (
              <li key={`${document.kind} ${document.language}`}>
                <b>
                  {kindWords[document.kind]}, {languages[document.language].english}
                </b>
                <span>
                  <Versions document={document} />
                </span>
                {mayWrite ? (
                  <Next
                    document={document}
                    busy={start.isPending}
                    onBegin={(fromVersionId) =>
                      begin({ kind: document.kind, nation, language: document.language, fromVersionId })
                    }
                  />
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {mayWrite ? <AnotherLanguage nation={nation} busy={start.isPending} onBegin={begin} /> : null}
    </>
  );
}

const NotYet = ({ kind }: { kind: TemplateKind }) => (
  <span className="quiet">{kindWords[kind]}. Heather’s own wording is ready; you have not published it.</span>
);

function Versions({ document }: { document: Document }) {
  const { versions } = document;
  const inForce = versions.find(({ state }) => state === 'published');
  const open = versions.find(({ state }) => state === 'draft' || state === 'reviewed');
  const before = versions.filter(({ id }) => id !== inForce?.id && id !== open?.id);
  return (
    <>
      {inForce ? (
        <>
          <a href={`/practice/agreements/${inForce.id}`}>Version {inForce.number}</a>, {stateWords.published}
          {inForce.publishedAt ? ` since ${dayOf(inForce.publishedAt)}` : ''}. {people(inForce.standing)} signed it
          {inForce.waiting > 0 ? `, ${people(inForce.waiting)} have it to sign` : ''}.{' '}
        </>
      ) : (
        'None in use. '
      )}
      {inForce && inForce.overdue.length > 0 ? (
        <b>The last day is over for: {inForce.overdue.join(', ')}. Write the next version. </b>
      ) : null}
      {open ? (
        <>
          <a href={`/practice/agreements/${open.id}`}>Version {open.number}</a> is {stateWords[open.state]}
          {open.writtenBy ? ` (written by ${open.writtenBy.name}` : ''}
          {open.writtenBy && open.reviewedBy ? `, read by ${open.reviewedBy.name}` : ''}
          {open.writtenBy ? ')' : ''}.{' '}
        </>
      ) : null}
      {before.length > 0 ? (
        <span className="quiet">
          Before:{' '}
          {before.map(({ id, number, state, standing }, at) => (
            <span key={id}>
              {at > 0 ? ', ' : ''}
              <a href={`/practice/agreements/${id}`}>version {number}</a> ({stateWords[state]}
              {standing > 0 ? `, ${people(standing)} still on it` : ''})
            </span>
          ))}
          .
        </span>
      ) : null}
    </>
  );
}

type NextProps = { document: Document | undefined; busy: boolean; onBegin: (fromVersionId: string | null) => void };

function Next({ document, busy, onBegin }: NextProps) {
  const open = document?.versions.find(({ state }) => state === 'draft' || state === 'reviewed');
  if (open) return <a href={`/practice/agreements/${open.id}`}>Go on</a>;
  const inForce = document?.versions.find(({ state }) => state === 'published');
  return (
    <Button busy={busy && 'Beginning…'} onClick={() => onBegin(inForce?.id ?? null)}>
      {inForce ? 'Write the next' : 'Begin'}
      <span className="away"> {document ? kindWords[document.kind] : ''}</span>
    </Button>
  );
}

function AnotherLanguage({
  nation,
  busy,
  onBegin,
}: {
  nation: Nation;
  busy: boolean;
  onBegin: (asked: Asked) => void;
}) {
  const [kind, setKind] = useState<TemplateKind | ''>('');
  const [language, setLanguage] = useState<Language | ''>('');
  return (
    <section className="more-documents">
      <h2>Write one in another language</h2>
      <p className="quiet">
        It goes to clients whose language it is. You begin from the English; facts such as the fee come as numbers, and
        you write the sentences round them.
      </p>
      <Select
        name="translateKind"
        label="Document"
        value={kind}
        onChange={setKind}
        options={templateKinds.map((value) => ({ value, label: kindWords[value] }))}
      />
      <Select
        name="translateLanguage"
        label="Language"
        value={language}
        onChange={setLanguage}
        options={Object.entries(languages)
          .filter(([code]) => code !== 'en-GB')
          .map(([code, facts]) => ({ value: code as Language, label: `${facts.english} (${facts.own})` }))}
      />
      <p className="acts">
        <Button
          busy={busy && 'Beginning…'}
          onClick={() => {
            if (kind && language) onBegin({ kind, nation, language, fromVersionId: null });
          }}
        >
          Begin
        </Button>
      </p>
    </section>
  );
}
