import './agreements.css';
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
import { dayAndTime } from './when.ts';

/** One's own agreement, thing by thing: the file, the seal, what was signed, its wording, the signatures, the log. */
export default function CheckPage({ params }: { params: Record<string, string | undefined> }) {
  const packId = params.packId ?? '';
  const [file, setFile] = useState<File | null>(null);
  const [errors, setErrors] = useState<FormError[]>([]);
  const check = useMutation(
    trpc.agreements.check.mutationOptions({
      onError: (error) => setErrors([{ message: readRefusal(error).words }]),
    }),
  );
  const start = async () => {
    setErrors([]);
    const sha256 = file && (await hashFile(file));
    if (file && sha256 === null)
      return setErrors([{ field: 'file', message: 'We could not read this file. Choose it again.' }]);
    check.mutate({ packId, sha256 });
  };
  const { data } = check;
  const isGood = data?.findings.every(({ state }) => state !== 'fails');
  return (
    <div className="agreement-step">
      <BackLink href="/agreements" />
      <ErrorSummary errors={errors} />
      <PageTitle title="Check">Has anything changed?</PageTitle>
      <p>We look at the copy that we keep: is it still as you signed it? You can add your own file too.</p>
      <FilePick
        name="file"
        label="Your own file (you can leave this out)"
        hint="Your file stays with you. We only get a number that is made from it."
        accept="application/pdf,.pdf"
        error={errors.find(({ field }) => field === 'file')?.message}
        onChange={setFile}
      />
      <div className="acts-client">
        <Button kind="primary" busy={check.isPending && 'Checking…'} onClick={start}>
          Check now
        </Button>
      </div>
      <div role="status">
        {data ? (
          <>
            <p>
              <b>{isGood ? 'Nothing has changed.' : 'Something is not as it was.'}</b>
              {data.sealedAt ? ` Sealed on ${dayAndTime(data.sealedAt, data.timeZone)}.` : ''}
            </p>
            <Findings findings={data.findings} />
            {isGood ? null : <p>Please tell the practice, and keep your own copy as it is.</p>}
          </>
        ) : null}
      </div>
      <p className="small quiet">
        Anyone who has your sealed PDF can check it too, here: <a href="/verify">Check a file</a>
      </p>
    </div>
  );
}
