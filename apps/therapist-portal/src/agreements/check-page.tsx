import {
  BackLink,
  Button,
  ErrorSummary,
  FilePick,
  Findings,
  type FormError,
  hashFile,
  PageTitle,
  readRefusal,
} from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../app/trpc.ts';

/** A signed agreement, thing by thing: which of them is no longer as it was signed. */
export default function CheckPage({ params }: { params: Record<string, string | undefined> }) {
  const packId = params.packId ?? '';
  const [file, setFile] = useState<File | null>(null);
  const [errors, setErrors] = useState<FormError[]>([]);
  const check = useMutation(
    trpc.agreements.checkByStaff.mutationOptions({
      onError: (error) => setErrors([{ message: readRefusal(error).words }]),
    }),
  );
  const start = async () => {
    setErrors([]);
    const sha256 = file && (await hashFile(file));
    if (file && sha256 === null)
      return setErrors([{ field: 'file', message: 'This file could not be read. Choose it again.' }]);
    check.mutate({ packId, sha256 });
  };
  const { data } = check;
  const isGood = data?.findings.every(({ state }) => state !== 'fails');
  return (
    <div className="stack">
      <BackLink href={`/clients/${params.clientId}/agreement`} />
      <ErrorSummary errors={errors} />
      <PageTitle title="Check">Is it still as it was signed?</PageTitle>
      <p className="quiet">
        Looks at the copy that is kept, what was signed, its wording, the signatures and their entries in the log.
        Somebody else’s file can be held against it: it stays in the browser, only its hash is sent.
      </p>
      <FilePick
        name="file"
        label="A file to compare (may be left out)"
        accept="application/pdf,.pdf"
        error={errors.find(({ field }) => field === 'file')?.message}
        onChange={setFile}
      />
      <div className="acts">
        <Button kind="primary" busy={check.isPending && 'Checking…'} onClick={start}>
          Check it now
        </Button>
      </div>
      <div role="status">
        {data ? (
          <>
            <p>
              <b>{isGood ? 'Nothing has changed.' : 'Something is not as it was.'}</b>
            </p>
            <Findings findings={data.findings} />
            {isGood ? null : (
              <p>Nothing here can mend it. Keep the sealed PDF that the client has, and compare with a backup.</p>
            )}
          </>
        ) : null}
      </div>
    </div>
  );
}
