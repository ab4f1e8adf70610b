import type { JobHandler } from '../jobs/job-context.ts';
import { dateOf, instantOf } from '../measures/instants.ts';
import { usualOpenDays } from './due.ts';
import { mailLink } from './send.ts';

/**
 * Whoever signs next is asked, once all before them have signed. The worker does it: a signer sees nobody's pack but their own. Run
 * twice it asks once.
 */
export const nextTurn: JobHandler<'agreements.next-turn'> = async (ctx, { agreementId }) => {
  const { practiceId } = ctx;
  await ctx.write(async (tx) => {
    const packs = await tx.$queryRaw<Row[]>`
      SELECT p.id, p.client_id AS "clientId", p.channel, p.state, p.turn, p.waits_turn AS "waitsTurn", p.expires_at AS "expiresAt"
      FROM agreement_pack p JOIN working_agreement a ON a.practice_id = p.practice_id AND a.id = p.working_agreement_id
      WHERE p.practice_id = ${practiceId}::uuid AND p.working_agreement_id = ${agreementId}::uuid AND a.state = 'sent'
      ORDER BY p.id FOR UPDATE OF p`;
    const turn = Math.min(...packs.filter(({ waitsTurn }) => waitsTurn).map((one) => one.turn));
    if (packs.some((one) => one.turn < turn && one.state !== 'signed')) return;
    for (const one of packs.filter((each) => each.waitsTurn && each.turn === turn)) {
      const { id, clientId, channel } = one;
      // Whoever waited has as long to read as whoever was first.
      const least = tx.now().add({ hours: 24 * usualOpenDays[channel] });
      const was = instantOf(one.expiresAt);
      const expiresAt = Temporal.Instant.compare(was, least) < 0 ? least : was;
      await tx.agreementPack.updateMany({
        where: { practiceId, id },
        data: { waitsTurn: false, expiresAt: dateOf(expiresAt), version: { increment: 1 } },
      });
      if (channel === 'online' && one.state === 'sent')
        await mailLink(tx, { packId: id, clientId, expiresAt, key: `agreement-turn:${id}` });
      await tx.audit('agreement.turn-came', { subjectType: 'pack', subjectId: id, clientId });
    }
  });
};

type Row = {
  id: string;
  clientId: string;
  channel: 'online' | 'paper';
  state: string;
  turn: number;
  waitsTurn: boolean;
  expiresAt: Date;
};
