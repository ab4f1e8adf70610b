/** Parts of words that tell whoever looks over somebody's shoulder what kind of practice writes to them. */
const telling =
  /therap|counsel|psych|mental|clinic|patient|trauma|depress|anxi|addict|recover|rehab|couple|marriage|famil|wellbeing|wellness|healing|emotion|griev|grief|bereave|abuse|crisis|suicid|harm|disorder|cbt|emdr|nhs|health|mindful|talking/i;

/**
 * Whether a name or an address says what a practice does, also with signs between its letters. Wider than it need be: of the two
 * mistakes, one costs a practice a name, the other tells a stranger.
 */
export function isTelling(text: string): boolean {
  const plain = text.normalize('NFKC');
  return telling.test(plain.replace(/[^\p{L}@]+/gu, '')) || /(^|[^\p{L}])mind($|[^\p{L}])/iu.test(plain);
}
