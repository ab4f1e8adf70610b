import {
  Button,
  ButtonLink,
  CodeInput,
  ErrorSummary,
  type FormError,
  PageTitle,
  readRefusal,
  signOut,
} from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { trpc } from '../app/trpc.ts';
import { usePasskey } from './use-passkey.ts';

/** In memory alone, and only while this page is open: the address bar and the history do not keep it. */
let token: string | null = null;

/** `spoken-code`: no code could go by mail; `spoken`: they have been told one. */
type Step = 'start' | 'code' | 'spoken-code' | 'spoken' | 'sign-in';

/**
 * Where a mailed link leads. Opening it does nothing and says nothing of what waits; the button asks for a code, which goes to the
 * address that the person called safe. So a scanner, a second tap or somebody else's eyes change nothing.
 */
export default function LinkPage({ params }: { params: Record<string, string | undefined> }) {
  token = params.token ?? token;
  useEffect(() => {
    if (params.token !== undefined) window.history.replaceState(null, '', '/sign');
  }, [params.token]);
  const [step, setStep] = useState<Step>('start');
  const [minutes, setMinutes] = useState(10);
  const [go, setGo] = useState<string | null>(null);
  const [errors, setErrors] = useState<FormError[]>([]);
  const [isOther, setIsOther] = useState(false);
  const refuse = (error: unknown, field?: string) => {
    const refusal = readRefusal(error);
    setIsOther(refusal.code === 'agreement/other-person');
    setErrors([{ ...(field && { field }), message: refusal.words }]);
  };
  const open = useMutation(
    trpc.agreements.openLink.mutationOptions({
      onError: (error) => refuse(error),
      onSuccess: (answer) => {
        setErrors([]);
        if (answer.next === 'go') return enter(answer.go);
        if (answer.next === 'code') setMinutes(answer.minutes);
        if (answer.next === 'sign-in') setGo(answer.go);
        setStep(answer.next);
      },
    }),
  );
  const begin = () => open.mutate({ token: token ?? '' });
  if (token === null) return <Again />;
  if (step === 'sign-in') return <UsedBefore go={go ?? '/'} />;
  return (
    <>
      <ErrorSummary errors={errors} />
      {step === 'start' ? (
        <Start
          busy={open.isPending}
          onOpen={begin}
          onPasskey={begin}
          onError={refuse}
          onSpoken={() => setStep('spoken')}
        />
      ) : step === 'code' ? (
        <MailedCode minutes={minutes} onError={refuse} onAgain={begin} onSpoken={() => setStep('spoken')} />
      ) : (
        <SpokenCode isMailOut={step === 'spoken-code'} onError={refuse} onDone={begin} />
      )}
      {isOther ? (
        <p>
          <Button onClick={() => void signOut().finally(begin)}>Sign out and open it</Button>
        </p>
      ) : null}
    </>
  );
}

/** A whole load: nothing of a person who was signed in before stays in memory. */
function enter(go: string): void {
  token = null;
  window.location.replace(go);
}

function Again() {
  return (
    <>
      <PageTitle title="Something to read">Open the link once more</PageTitle>
      <p>For your safety this page does not keep links. Open the one in your mail again.</p>
      <p>Or sign in. What waits for you is there too.</p>
      <div className="acts-client">
        <ButtonLink href="/sign-in" kind="primary">
          Sign in
        </ButtonLink>
      </div>
    </>
  );
}

function UsedBefore({ go }: { go: string }) {
  return (
    <>
      <PageTitle title="Something to read">This link has been used</PageTitle>
      <p>Each link works once, and a newer mail ends an older link. Sign in to go on from where you were.</p>
      <div className="acts-client">
        <ButtonLink href={`/sign-in?back=${encodeURIComponent(go)}`} kind="primary">
          Sign in
        </ButtonLink>
      </div>
    </>
  );
}

type Act = () => void;
type OnError = (error: unknown, field?: string) => void;

function Start(props: { busy: boolean; onOpen: Act; onPasskey: Act; onError: OnError; onSpoken: Act }) {
  const passkey = usePasskey({ onDone: props.onPasskey, onError: props.onError });
  return (
    <>
      <PageTitle title="Something to read">There is something for you to read</PageTitle>
      <p>First we make sure that it is you. We send a code to the address that you gave us.</p>
      <div className="acts-client">
        <Button kind="primary" busy={props.busy && 'Sending…'} onClick={props.onOpen}>
          Send me a code
        </Button>
        {passkey.isThere ? (
          <Button busy={passkey.isPending && 'Waiting…'} onClick={passkey.begin}>
            Use a passkey
          </Button>
        ) : null}
        <Button onClick={props.onSpoken}>My therapist told me a code</Button>
      </div>
      <p className="small quiet">
        You can also <a href="/sign-in">sign in</a>. It waits for you there.
      </p>
    </>
  );
}

function MailedCode(props: { minutes: number; onError: OnError; onAgain: Act; onSpoken: Act }) {
  const [code, setCode] = useState('');
  const take = useMutation(
    trpc.agreements.enterCode.mutationOptions({
      onError: (error) => props.onError(error, 'code'),
      onSuccess: (answer) => enter(answer.go),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const digits = code.replace(/\D/g, '');
    if (digits.length !== 6) return props.onError(wrong('Type the 6 digits from the mail.'), 'code');
    take.mutate({ token: token ?? '', code: digits });
  };
  return (
    <form onSubmit={submit} noValidate>
      <PageTitle title="Your code" focusKey="code">
        Type the code from your mail
      </PageTitle>
      <p className="small quiet">We have sent it now. It works for {props.minutes} minutes.</p>
      <CodeInput name="code" label="Code" hint="6 digits" value={code} onChange={setCode} maxLength={12} />
      <div className="acts-client">
        <Button kind="primary" type="submit" busy={take.isPending && 'Checking…'}>
          Go on
        </Button>
        <Button onClick={props.onAgain}>Send a new code</Button>
      </div>
      <p className="small">
        <Button kind="link" onClick={props.onSpoken}>
          My therapist told me a code
        </Button>
      </p>
    </form>
  );
}

function SpokenCode(props: { isMailOut: boolean; onError: OnError; onDone: Act }) {
  const [code, setCode] = useState('');
  const take = useMutation(
    trpc.account.signInWithSpokenCode.mutationOptions({
      onError: (error) => props.onError(error, 'code'),
      onSuccess: props.onDone,
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const digits = code.replace(/\D/g, '');
    if (digits.length !== 12) return props.onError(wrong('Type the 12 digits that your therapist told you.'), 'code');
    take.mutate({ code: digits });
  };
  return (
    <form onSubmit={submit} noValidate>
      <PageTitle title="Your code" focusKey="spoken">
        Type the code that you were told
      </PageTitle>
      <p className="small quiet">
        {props.isMailOut ? 'We cannot send you a code by mail. ' : null}
        Your therapist can say one to you, in the room or by phone. It works for 10 minutes.
      </p>
      <CodeInput name="code" label="Code" hint="12 digits" value={code} onChange={setCode} maxLength={20} />
      <div className="acts-client">
        <Button kind="primary" type="submit" busy={take.isPending && 'Checking…'}>
          Go on
        </Button>
      </div>
    </form>
  );
}

/** A mistake seen on the page, in the shape of the server's refusals. */
const wrong = (words: string) => Object.assign(new Error(words), { data: { code: 'bad-input' } });
