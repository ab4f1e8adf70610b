const width = 180;

/** Filled length of the bar in user units: never past its end, never below nothing. */
export function loadLength(carries: number, of: number): number {
  if (of <= 0) return carries > 0 ? width : 0;
  return (width * Math.min(Math.max(carries, 0), of)) / of;
}

/** What a therapist carries of what they can, by weight. The words stand beside the bar; it never speaks alone. */
export function LoadBar({ carries, of }: { carries: number; of: number }) {
  return (
    <>
      <svg className="load" viewBox={`0 0 ${width} 8`} preserveAspectRatio="none" aria-hidden="true">
        <rect className="held" x="0" y="1" width={loadLength(carries, of)} height="6" />
        <rect className="free" x="0.5" y="1.5" width={width - 1} height="5" />
      </svg>
      Carries {carries} of {of}
    </>
  );
}
