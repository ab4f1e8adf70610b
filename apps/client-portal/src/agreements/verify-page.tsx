import './agreements.css';
import {
  BackLink,
  Button,
  ErrorSummary,
  FilePick,
  type FormError,
  goBack,
  hashFile,
  PageTitle,
  readRefusal,
} from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { trpc } from '../app/trpc.ts';

/** For anybody who was handed a file: is it one that was sealed here? The file is read in the browser and stays there. */
export default function VerifyPage() {
  const [file, setFile] = useState<File | null>(null);
  const [errors, setErrors] = useState<FormError[]>([]);
  const [isReading, setReading] = useState(false);
  const verify = useMutation(
    trpc.agreements.verify.mutationOptions({
      onError: (error) => setErrors([{ message: readRefusal(error).words }]),
    }),
  );
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    verify.reset();
    if (!file) return setErrors([{ field: 'file', message: 'Choose the file first.' }]);
    setErrors([]);
    setReading(true);
    const sha256 = await hashFile(file);
    setReading(false);
    if (sha256 === null)
      return setErrors([{ field: 'file', message: 'We could not read this file. Choose it again.' }]);
    verify.mutate({ sha256 });
  };
  const pick = (chosen: File | null) => {
    setFile(chosen);
    verify.reset();
  };
  return (
    <form className="agreement-step" onSubmit={submit} noValidate>
      <BackLink onBack={goBack} />
      <ErrorSummary errors={errors} />
      <PageTitle title="Check a file" />
      <p>Here you can see if a PDF is the same as one that we sealed. If one letter was changed, we will see it.</p>
      <FilePick
        name="file"
        label="The PDF"
        hint="Your file stays with you. We only get a number that is made from it."
        accept="application/pdf,.pdf"
        error={errors.find(({ field }) => field === 'file')?.message}
        onChange={pick}
      />
      <div className="acts-client">
        <Button kind="primary" type="submit" busy={(isReading || verify.isPending) && 'Checking…'}>
          Check the file
        </Button>
      </div>
      <div role="status">
        {verify.data ? (
          verify.data.isMatch ? (
            <p>
              <b>It matches.</b> This file is just as we sealed it. Nothing in it was changed.
            </p>
          ) : (
            <p>
              <b>No match.</b> We did not seal this file as it is now. It may be a copy from before it was sealed, it
              may have been saved anew, or it may have been changed.
            </p>
          )
        ) : null}
      </div>
      <p className="small quiet">We do not say whose file it is, or what is in it.</p>
    </form>
  );
}
