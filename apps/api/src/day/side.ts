import { dayAndMonth } from '@heather/alliance';
import { dateLabel, localLabel, timeLabel } from '@heather/scheduling';
import type { z } from 'zod';
import type { CurrentAgreement } from '../agreements/current-agreement.ts';
import { instantOf, localOn } from '../measures/instants.ts';
import type { UnfinishedRow } from '../notes/load-unfinished.ts';
import { whatWaits } from './day-words.ts';
import type { loadLandmarks, loadOpenOffers, OpenPack } from './load-waiting.ts';
import type { sideRowSchema } from './shapes.ts';

type Row = z.infer<typeof sideRowSchema>;
type Agreements = ReadonlyMap<string, CurrentAgreement>;

/** So many of each, the rest is on their own page. */
const shown = 4;

/** What waits for this therapist: a signature, an answer to an offer, a talk that a client asked for. */
export function waitingRows(given: {
  packs: readonly OpenPack[];
  offers: Awaited<ReturnType<typeof loadOpenOffers>>;
  agreements: Agreements;
  unfinished: readonly UnfinishedRow[];
  /** The first standing session that could not be placed. */
  gap: { startsAt: Date } | null;
  on: string;
  zone: string;
}): Row[] {
  const { packs, offers, unfinished, gap, on, zone } = given;
  const until = (at: Date) =>
    localOn(at, zone) === on
      ? `Answer by ${timeLabel(instantOf(at), zone)} today`
      : `Answer by ${dateLabel(localOn(at, zone))}`;
  return [
    ...offers.map(({ id, name, heldUntil }) => ({
      key: id,
      href: '/offers',
      what: `Offer, ${name}`,
      when: until(heldUntil),
    })),
    ...packs
      .filter(({ waitsForMe }) => waitsForMe)
      .map((pack) => ({
        key: pack.id,
        href: `/clients/${pack.clientId}/agreement`,
        what: `Sign for ${pack.name}`,
        when: 'They have signed',
      })),
    ...packs
      .filter(({ state, talkId }) => state === 'talking' && talkId !== null)
      .map((pack) => ({
        key: pack.id,
        href: `/clients/${pack.clientId}/agreement`,
        what: `Talk first, ${pack.name}`,
        when: `Sent ${dayAndMonth(localOn(pack.sentAt, zone))}`,
      })),
  ]
    .slice(0, shown + 1)
    .concat(gapRows(gap, zone), notesRows(unfinished, on));
}

/** No count: the page has them all. */
function gapRows(gap: { startsAt: Date } | null, zone: string): Row[] {
  if (!gap) return [];
  const when = `From ${dateLabel(localOn(gap.startsAt, zone))} on`;
  return [{ key: 'gaps', href: '/diary/gaps', what: 'Sessions without a time', when }];
}

/** The day to close, and what is left from before it. For its therapist alone; nobody else is told how many. */
function notesRows(unfinished: readonly UnfinishedRow[], on: string): Row[] {
  const isToday = ({ startsAt, zone }: UnfinishedRow) => localOn(startsAt, zone) === on;
  const today = unfinished.filter(isToday).length;
  const before = unfinished.length - today;
  return [
    ...(today > 0
      ? [{ key: 'close-day', href: '/notes/today', what: 'Close the day', when: `${countOf(today)} of today to write` }]
      : []),
    ...(before > 0
      ? [{ key: 'notes', href: '/notes', what: 'Notes to finish', when: `${countOf(before)} from before today` }]
      : []),
  ];
}

/** A longer list is asked for on its own page; the day says that it is long. */
export const mostCounted = 20;
const countOf = (count: number): string => (count >= mostCounted ? `${mostCounted} or more` : String(count));

/** Reviews and first sessions of the days to come, and what clients have yet to sign. */
export function comingUp(given: {
  packs: readonly OpenPack[];
  landmarks: Awaited<ReturnType<typeof loadLandmarks>>;
  agreements: Agreements;
  zone: string;
}): Row[] {
  const { packs, landmarks, agreements, zone } = given;
  return [
    ...landmarks.slice(0, shown - 1).map(({ sessionId, clientId, name, startsAt, number }) => ({
      key: sessionId,
      href: `/clients/${clientId}`,
      what: number === 1 ? `First session, ${name}` : `Review, ${name}`,
      when:
        number === 1
          ? localLabel(instantOf(startsAt), zone)
          : `Session ${number}, ${dateLabel(localOn(startsAt, zone))}`,
    })),
    ...packs
      .filter(({ waitsForMe, state }) => !waitsForMe && state === 'sent')
      .slice(0, shown - 1)
      .map((pack) => {
        const agreed = agreements.get(pack.episodeId);
        return {
          key: pack.id,
          href: `/clients/${pack.clientId}/agreement`,
          what: `${pack.name} to sign`,
          when: `${capital(agreed ? whatWaits(pack.frame, agreed.state === 'agreed' ? agreed.frame : null) : pack.number > 1 ? 'new agreement' : 'working agreement')}, sent ${dayAndMonth(localOn(pack.sentAt, zone))}`,
        };
      }),
  ];
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
