import './retention.css';
import { BackLink, Button, Empty, Loading, PageTitle, Trouble } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../app/trpc.ts';
import { momentText } from './words.ts';

/** What was destroyed, by reference: each certificate is a sealed file that “heather verify” checks. */
export default function CertificatesPage(_: { params: Record<string, string | undefined> }) {
  const [befores, setBefores] = useState<readonly (number | null)[]>([null]);
  return (
    <div className="plain-page retention">
      <BackLink href="/practice/retention" />
      <PageTitle title="Certificates">Certificates of destruction</PageTitle>
      {befores.map((before, at) => (
        <Page
          key={before ?? 0}
          before={before}
          isLast={at === befores.length - 1}
          onMore={(next) => setBefores([...befores, next])}
        />
      ))}
    </div>
  );
}

function Page(props: { before: number | null; isLast: boolean; onMore: (next: number) => void }) {
  const found = useQuery(trpc.retention.certificates.queryOptions({ before: props.before }));
  const open = useMutation(
    trpc.retention.openCertificate.mutationOptions({
      onSuccess: ({ fileName, base64 }) => save(fileName, base64),
    }),
  );
  if (!found.data) return <Loading />;
  const { certificates, next } = found.data;
  if (props.before === null && certificates.length === 0)
    return <Empty>Nothing was destroyed yet. Each destruction leaves a certificate here.</Empty>;
  return (
    <>
      {open.error ? <Trouble error={open.error} /> : null}
      <ul className="rows">
        {certificates.map((one) => (
          <li key={one.certificateId}>
            <b>{one.reference}</b>
            <span className="line">
              Record {one.record}, destroyed {momentText(one.destroyedAt)}.
            </span>
            <span className="line quiet">
              {one.rule}. Confirmed by {one.confirmedBy}.
            </span>
            <Button
              kind="link"
              busy={open.isPending && open.variables?.certificateId === one.certificateId && 'Fetching it…'}
              onClick={() => open.mutate({ certificateId: one.certificateId })}
            >
              Download<span className="away"> certificate {one.reference}</span>
            </Button>
          </li>
        ))}
      </ul>
      {props.isLast && next ? (
        <p className="acts">
          <Button kind="link" onClick={() => props.onMore(next)}>
            More
          </Button>
        </p>
      ) : null}
    </>
  );
}

function save(fileName: string, base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
