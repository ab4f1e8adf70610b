import type { ReactNode } from 'react';

export type Fit = 'fits' | 'does-not' | 'unknown';
const words: Record<Fit, string> = { fits: 'Fits', 'does-not': 'Does not', unknown: 'Not known' };

export function FitMark({ fit }: { fit: Fit }) {
  return (
    <svg className="mark" viewBox="0 0 14 14" aria-hidden="true">
      {fit === 'fits' ? <circle className="fill" cx="7" cy="7" r="6" /> : null}
      {fit === 'does-not' ? (
        <>
          <circle className="stroke" cx="7" cy="7" r="5.5" />
          <path className="stroke" d="M3.2 10.8 10.8 3.2" />
        </>
      ) : null}
      {fit === 'unknown' ? (
        <circle className="stroke" cx="7" cy="7" r="5.5" strokeDasharray="1.6 2.6" strokeLinecap="round" />
      ) : null}
    </svg>
  );
}

/** One wish and one therapist: a shape, a word and the reason. No score. */
export function FitAnswer({ fit, reason }: { fit: Fit; reason?: ReactNode }) {
  return (
    <>
      <span className={`answer ${fit}`}>
        <FitMark fit={fit} />
        {words[fit]}
      </span>
      {reason == null ? null : <span className="quiet">{reason}</span>}
    </>
  );
}
