import { Button, ErrorSummary, type FormError, readRefusal, TextInput } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { HomeSectionProps } from '../app/home-sections.ts';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';

/** 140 characters, as packages/alliance has it; the server refuses more. */
const maxLength = 140;

/** "Today I'd like …": one line for the next session, until it begins. On the home page, under the session. */
export default function WishSection({ sessionId }: HomeSectionProps) {
  const wish = useQuery(
    trpc.checkIns.wish.queryOptions(undefined, { throwOnError: false, enabled: sessionId !== null }),
  );
  const [isWriting, setIsWriting] = useState(false);
  if (!wish.data) return null;
  const { words } = wish.data;
  return (
    <section className="home-part" aria-label="Today I’d like">
      {isWriting || words === null ? (
        <WishForm key={words ?? ''} wish={wish.data} onKept={() => setIsWriting(false)} />
      ) : (
        <>
          <h2>Today I’d like</h2>
          <p>“{words}”</p>
          <p className="small">
            <Button kind="link" onClick={() => setIsWriting(true)}>
              Change this line
            </Button>
          </p>
        </>
      )}
    </section>
  );
}

type Wish = { sessionId: string; when: string; words: string | null };

function WishForm({ wish: { sessionId, when, words }, onKept }: { wish: Wish; onKept: () => void }) {
  const [said, setSaid] = useState(words ?? '');
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const write = useMutation(
    trpc.checkIns.writeWish.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.checkIns.pathFilter());
        onKept();
      },
      onError: (error) => setErrors([{ field: 'wish', message: readRefusal(error).words }]),
    }),
  );
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (write.isPending) return;
    if (said.trim() === '' && words === null) setErrors([{ field: 'wish', message: 'Write a line first' }]);
    else write.mutate({ sessionId, words: said });
  };
  return (
    <form onSubmit={onSubmit} noValidate>
      <ErrorSummary errors={errors} />
      <TextInput
        name="wish"
        label="Today I’d like"
        hint={`One line for ${when}. Your therapist sees it before you meet. You can change it until you begin.`}
        value={said}
        onChange={setSaid}
        error={errors[0]?.message}
        maxLength={maxLength}
        autoComplete="off"
      />
      <div className="acts-client">
        <Button type="submit" busy={write.isPending && 'Keeping it…'}>
          {words === null ? 'Keep this line' : said.trim() === '' ? 'Take the line back' : 'Keep the new line'}
        </Button>
      </div>
    </form>
  );
}
