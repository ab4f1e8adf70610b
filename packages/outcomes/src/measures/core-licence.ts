import type { Band, Licence } from '../definition.ts';

const bandSource = 'Connell and Barkham 2007, as given by Valant and SOCAS; the same split in AWELL';

/** Floors 11, 15, 20, 25. Another page prints 11–15, 16–20, 21–25: off by one, and not used. */
export const coreBands: readonly Band[] = [
  { from: 0, name: 'low', evidence: 'secondary', source: bandSource },
  { from: 11, name: 'mild', evidence: 'secondary', source: bandSource },
  { from: 15, name: 'moderate', evidence: 'secondary', source: bandSource },
  { from: 20, name: 'moderate to severe', evidence: 'secondary', source: bandSource },
  { from: 25, name: 'severe', evidence: 'secondary', source: bandSource },
];

/** CORE instruments may be put in software free of charge, worded exactly as they are, with this attribution. */
export function coreLicence(wording: Licence['wording']): Licence {
  return {
    state: 'cc-by-nd-4.0',
    attribution: '© CORE System Trust. Licensed under CC BY-ND 4.0; wording unchanged. coresystemtrust.org.uk',
    source: 'CORE System Trust, as quoted in CamCOPS core10.rst (coreims.co.uk)',
    wording,
  };
}

/** The CORE System Trust's rule for a missing answer, as of its change of 17 April 2023. */
export const coreMissingSource = 'coresystemtrust.org.uk, “What’s in a name (1): scoring CORE measures”';
