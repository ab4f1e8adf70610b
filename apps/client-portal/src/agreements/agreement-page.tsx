import './agreements.css';
import { Loading, NotFound } from '@heather/ui';
import { AnswerChange } from './answer-change.tsx';
import { AskToTalk } from './ask-to-talk.tsx';
import { CheckAndSign } from './check-and-sign.tsx';
import { Closed } from './closed.tsx';
import { ChoiceStep, NoticeStep, SayNo, SummaryStep } from './steps.tsx';
import { usePack } from './use-pack.ts';

/**
 * Read, choose, sign: one thing a page, each with its own address, so that the browser's Back is the page's Back. Steps: the
 * summary, the privacy notice, each optional question, the check.
 */
export default function AgreementPage({ params }: { params: Record<string, string | undefined> }) {
  const packId = params.packId ?? '';
  const step = params.step ?? '';
  const used = usePack(packId);
  const { data } = used;
  if (!data) return <Loading />;
  if (data.state !== 'sent' && data.state !== 'talking') return <Closed data={data} />;
  const path = (name = '') => `/agreement/${packId}${name && `/${name}`}`;
  const steps = ['', 'notice', ...data.questions.map((_, at) => `choice-${at + 1}`), 'check'];
  if (step === 'talk') return <AskToTalk data={data} backHref={path()} />;
  if (step === 'change') return <AnswerChange data={data} backHref={path()} />;
  if (step === 'no') return <SayNo data={data} backHref={path()} onDone={used.refresh} />;
  const at = steps.indexOf(step);
  if (at < 0) return <NotFound />;
  const way = { step: at + 1, of: steps.length, ...(at > 0 && { backHref: path(steps[at - 1]) }) };
  const props = { used, data, way, nextHref: path(steps[at + 1] ?? ''), talkHref: path('talk'), noHref: path('no') };
  if (step === '') return <SummaryStep {...props} changeHref={path('change')} />;
  if (step === 'notice') return <NoticeStep {...props} />;
  if (step === 'check') return <CheckAndSign {...props} path={path} />;
  return <ChoiceStep key={step} {...props} index={at - 2} />;
}
