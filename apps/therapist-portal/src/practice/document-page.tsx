import './practice.css';
import { BackLink, Button, Checkbox, ErrorSummary, Loading, NotFound, PageTitle } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../app/trpc.ts';
import { dayOf, nations, useSaving } from './use-saving.ts';

const kinds = ['working-agreement', 'privacy-notice', 'optional-consents'] as const;

/** One document in full, with made-up people in it. Read to its end, it can be published. */
export default function DocumentPage({ params }: { params: Record<string, string | undefined> }) {
  const kind = kinds.find((one) => one === params.kind);
  const nation = nations.find(({ value }) => value === params.nation);
  if (!kind || !nation) return <NotFound />;
  return <Reading kind={kind} nation={nation} />;
}

type ReadingProps = { kind: (typeof kinds)[number]; nation: (typeof nations)[number] };

function Reading({ kind, nation }: ReadingProps) {
  const found = useQuery(trpc.practice.document.queryOptions({ kind, nation: nation.value }));
  const [hasRead, setRead] = useState(false);
  const saving = useSaving();
  const publish = useMutation(trpc.practice.publishDocument.mutationOptions(saving.options));
  if (!found.data) return <Loading />;
  const { title, number, publishedAt, topics, contentSha256 } = found.data;
  const onPublish = () => {
    const missing = hasRead ? [] : [{ field: 'hasRead', message: 'Read it to the end, then say so here' }];
    if (saving.isSound(missing) && !publish.isPending) publish.mutate({ kind, nation: nation.value, contentSha256 });
  };
  return (
    <>
      <BackLink href="/set-up/agreements" />
      <ErrorSummary errors={saving.errors} />
      <PageTitle title="Document">{title}</PageTitle>
      <p className="quiet">
        {nation.label}, version {number}.{' '}
        {publishedAt === null ? 'For review with your professional body.' : `Published ${dayOf(publishedAt)}.`}
      </p>
      <div className="document-text">
        {topics.map((topic) => (
          <section key={topic.id}>
            <h2>{topic.heading}</h2>
            {topic.paragraphs.map((text) => (
              <p key={text}>{text}</p>
            ))}
            {topic.parts.map((part) => (
              <div key={part.id}>
                <h3>{part.heading}</h3>
                {part.paragraphs.map((text) => (
                  <p key={text}>{text}</p>
                ))}
              </div>
            ))}
          </section>
        ))}
      </div>
      {publishedAt === null ? (
        <div className="field-group">
          <Checkbox
            name="hasRead"
            label="I have read this document. I know that it still waits for review with our professional body."
            checked={hasRead}
            onChange={setRead}
            error={saving.errorOf('hasRead')}
          />
          <div className="acts">
            <Button kind="primary" onClick={onPublish} busy={publish.isPending && 'Publishing…'}>
              Publish for {nation.label}
            </Button>
          </div>
        </div>
      ) : (
        <p role="status">It is published. Every agreement from now on names this version.</p>
      )}
    </>
  );
}
