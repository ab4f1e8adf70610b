import './notes.css';
import { BackLink, Button, Empty, Loading, PageTitle, TextArea, TextInput, Trouble } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useFirstButton } from '../app/first-button.ts';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import type { Template } from './note-data.ts';

const refresh = () => queryClient.invalidateQueries(trpc.notes.pathFilter());

/** Headings that I like to write under. Mine alone. */
export default function TemplatesPage() {
  const asked = useQuery(trpc.notes.templates.queryOptions());
  const [editing, setEditing] = useState<string | null>(null);
  const retire = useMutation(trpc.notes.retireTemplate.mutationOptions({ onSuccess: refresh }));
  if (!asked.data) return <Loading />;
  const { templates } = asked.data;
  return (
    <div className="notes">
      <BackLink href="/notes" />
      <PageTitle title="Headings">Headings to write under</PageTitle>
      <p className="quiet">Yours alone. A note that was begun with them keeps the headings that it has.</p>
      {templates.length === 0 ? (
        <Empty>Your headings will stand here once you have written the first below.</Empty>
      ) : (
        <ul className="rows">
          {templates.map((template) => (
            <li key={template.id}>
              {editing === template.id ? (
                <TemplateForm template={template} onDone={() => setEditing(null)} />
              ) : (
                <>
                  <h2>{template.name}</h2>
                  <p>{template.headings.join(' · ')}</p>
                  <p className="acts">
                    <Button kind="link" onClick={() => setEditing(template.id)}>
                      Change<span className="away"> {template.name}</span>
                    </Button>
                    <Button kind="link" onClick={() => retire.mutate({ templateId: template.id })}>
                      Put away<span className="away"> {template.name}</span>
                    </Button>
                  </p>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {retire.error ? <Trouble error={retire.error} /> : null}
      {editing === null ? (
        <section>
          <h2>New headings</h2>
          <TemplateForm key={templates.length} template={null} onDone={() => undefined} />
        </section>
      ) : null}
    </div>
  );
}

function TemplateForm({ template, onDone }: { template: Template | null; onDone: () => void }) {
  const [name, setName] = useState(template?.name ?? '');
  const [headings, setHeadings] = useState(template?.headings.join('\n') ?? '');
  const [problems, setProblems] = useState<{ name?: string; headings?: string }>({});
  const kind = useFirstButton();
  const keep = useMutation(
    trpc.notes.keepTemplate.mutationOptions({
      onSuccess: async () => {
        onDone();
        await refresh();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const lines = headings.split('\n').flatMap((line) => line.trim() || []);
    const found = {
      ...(name.trim() === '' && { name: 'Give it a name' }),
      ...(lines.length === 0 && { headings: 'Write one heading a line' }),
      ...(lines.length > 12 && { headings: 'Keep it to twelve headings' }),
    };
    setProblems(found);
    if (Object.keys(found).length === 0 && !keep.isPending)
      keep.mutate({ templateId: template?.id ?? null, name: name.trim(), headings: lines });
  };
  const stem = template?.id ?? 'new';
  return (
    <form onSubmit={submit} noValidate>
      <TextInput
        name={`${stem}-name`}
        label="Name"
        value={name}
        onChange={setName}
        error={problems.name}
        maxLength={60}
        autoComplete="off"
      />
      <TextArea
        name={`${stem}-headings`}
        label="Headings, one a line"
        value={headings}
        onChange={setHeadings}
        error={problems.headings}
        rows={5}
      />
      <p className="acts">
        <Button kind={kind} type="submit" busy={keep.isPending && 'Keeping…'}>
          Keep the headings
        </Button>
        {template === null ? null : <Button onClick={onDone}>Leave it</Button>}
      </p>
      {keep.error ? <Trouble error={keep.error} /> : null}
    </form>
  );
}
