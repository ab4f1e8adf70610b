import { fail, idSchema } from '@heather/core';
import { dateLabel, localLabel } from '@heather/scheduling';
import { z } from 'zod';
import { agreementLine, currentAgreement } from '../agreements/current-agreement.ts';
import { sessionOf } from '../day/day-words.ts';
import { contactWords } from '../enquiries/contact-words.ts';
import { dateOf, instantOf, localOn } from '../measures/instants.ts';
import { findSessions, placeWords, roomNames } from '../scheduling/session-rows.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { contactOf, contactShape } from './contact-shape.ts';
import { clientParts, reachClient } from './reach.ts';

const personSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(['gp', 'emergency', 'partner', 'guardian', 'other']),
  name: z.string(),
  telephone: z.string().nullable(),
  address: z.string().nullable(),
  relationship: z.string().nullable(),
});

/** The head of a client's page and what everybody who works with them may know: the frame, the next session, how to reach them. */
export const get = staffProcedure('clients.get')
  .input(z.strictObject({ clientId: idSchema('client') }))
  .output(
    z.strictObject({
      client: z.strictObject({
        id: z.string(),
        name: z.string(),
        fullName: z.string(),
        firstName: z.string(),
        pronouns: z.string().nullable(),
        bornOn: z.string().nullable(),
        nation: z.string(),
        state: z.string(),
        lastName: z.string(),
        givenName: z.string(),
        knownAs: z.string().nullable(),
        language: z.string(),
        timeZone: z.string(),
      }),
      parts: z.array(z.enum(clientParts)),
      mayEdit: z.boolean(),
      therapist: z.string().nullable(),
      /** "Session 11 of 16. Tuesdays 12:00, 50 minutes, Room 2. £55." */
      line: z.string().nullable(),
      agreement: z.strictObject({ state: z.string(), line: z.string(), isChanging: z.boolean() }).nullable(),
      next: z.strictObject({ sessionId: z.string(), when: z.string(), place: z.string() }).nullable(),
      contact: contactShape,
      ways: z.array(z.string()),
      confirmedOn: z.string().nullable(),
      /** Staff put the e-mail address there: no code goes to it before the client has said that it is theirs. */
      isMailUnproven: z.boolean(),
      people: z.array(personSchema),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId, roles } = ctx.actor;
    const { clientId } = input;
    const { reached, parts } = await reachClient(ctx, clientId);
    const { episode } = reached;
    const zone = ctx.practice.timeZone;
    const where = { practiceId, episodeId: episode?.id ?? '' };
    const [client, safe, people, agreement, [next], attended, therapist] = await Promise.all([
      ctx.db.client.findFirst({ where: { practiceId, id: clientId } }),
      ctx.db.safeContact.findFirst({ where: { practiceId, clientId } }),
      ctx.db.personAround.findMany({
        where: { practiceId, clientId },
        orderBy: [{ kind: 'asc' }, { createdAt: 'asc' }],
      }),
      episode && currentAgreement(ctx.db, practiceId, episode.id),
      episode
        ? findSessions(
            ctx.db,
            { ...where, status: { in: ['planned', 'moved'] }, endsAt: { gt: dateOf(ctx.now()) } },
            { take: 1 },
          )
        : [],
      episode ? ctx.db.session.count({ where: { ...where, status: 'attended' } }) : 0,
      episode?.therapistId
        ? ctx.db.staffMember.findFirst({ where: { practiceId, id: episode.therapistId }, select: { shortName: true } })
        : null,
    ]);
    if (!client) return fail('not-found');
    const rooms = await roomNames(ctx.db, practiceId, next ? [next] : []);
    const agreed = agreement && agreementLine(agreement.frame);
    const number = next ? attended + 1 : attended;
    const planned = agreement?.frame.plannedSessions ?? null;
    return {
      client: {
        id: clientId,
        name: client.shortName,
        fullName: `${client.firstName} ${client.lastName}`,
        firstName: client.knownAs ?? client.firstName,
        pronouns: client.pronouns,
        bornOn: client.bornOn?.toISOString().slice(0, 10) ?? null,
        nation: client.nation,
        state: client.state,
        lastName: client.lastName,
        givenName: client.firstName,
        knownAs: client.knownAs,
        language: client.language,
        timeZone: client.timeZone,
      },
      parts,
      mayEdit: roles.some((role) => role === 'manager' || role === 'front-desk' || role === 'therapist'),
      therapist: therapist?.shortName ?? null,
      line: agreed ? [number > 0 ? `${sessionOf(number, planned)}.` : '', agreed].filter(Boolean).join(' ') : null,
      agreement:
        agreement && agreed ? { state: agreement.state, line: agreed, isChanging: agreement.waiting !== null } : null,
      next: next
        ? { sessionId: next.id, when: localLabel(instantOf(next.startsAt), zone), place: placeWords(next, rooms) }
        : null,
      contact: contactOf(safe),
      ways: contactWords(safe),
      confirmedOn: safe?.confirmedAt ? dateLabel(localOn(safe.confirmedAt, zone), { withYear: true }) : null,
      isMailUnproven: safe?.emailIsSafe === true && safe.emailUnprovenAt !== null,
      people: people.map(({ id, kind, name, telephone, address, relationship }) => ({
        id,
        kind: kind as 'gp',
        name,
        telephone,
        address,
        relationship,
      })),
    };
  });
