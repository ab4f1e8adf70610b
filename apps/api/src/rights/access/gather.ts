import { randomUUID } from 'node:crypto';
import type { JobContext, JobHandler } from '../../jobs/job-context.ts';
import { dateOf } from '../../measures/instants.ts';
import { sealContent, sealMarks } from './item-store.ts';
import { marksOfOthers, otherPattern } from './other-people.ts';
import { type Person, readPerson, readRecord } from './read-record.ts';
import { hasProse, type ItemContent } from './record-row.ts';
import { type RecordTable, recordTables } from './record-tables.ts';

const atOnce = 200;

/**
 * Writes down, row by row, what the copy would hold, for whoever reads it first. Begun again after a kill it goes on: what is there
 * stays, with what was decided about it.
 */
export const gather: JobHandler<'rights.gather'> = async (ctx, { packId }) => {
  const { practiceId } = ctx;
  const pack = await ctx.db.accessPack.findFirst({ where: { practiceId, id: packId, state: 'gathering' } });
  if (!pack) return;
  const person = await readPerson(ctx, pack.clientId);
  if (!person) return;
  const active = await ctx.db.staffMember.findMany({
    where: { practiceId, state: 'active' },
    select: { id: true },
  });
  const whoReads = readerOf(pack.reviewerId, new Set(active.map(({ id }) => id)));
  const pattern = otherPattern(person, person.others);
  for (let done = pack.tablesDone; done < recordTables.length; done += 1) {
    const table = recordTables[done] as RecordTable;
    await gatherTable(ctx, { pack, person, table, whoReads, pattern, from: done * 1_000_000 });
    ctx.shell.faultAt('rights.gather-table');
    await ctx.write((tx) =>
      tx.accessPack.updateMany({
        where: { practiceId, id: packId },
        data: { tablesDone: done + 1, tablesAll: recordTables.length },
      }),
    );
  }
  await ctx.write(async (tx) => {
    const { count } = await tx.accessPack.updateMany({
      where: { practiceId, id: packId, state: 'gathering' },
      data: { state: 'reviewing', gatheredAt: dateOf(tx.now()) },
    });
    if (count === 1)
      await tx.audit('rights.copy-gathered', {
        subjectType: 'access-pack',
        subjectId: packId,
        clientId: pack.clientId,
      });
  });
};

type Gathering = {
  pack: { id: string; clientId: string };
  person: Person;
  table: RecordTable;
  whoReads: (table: RecordTable, item: ItemContent) => string;
  pattern: RegExp | null;
  from: number;
};

async function gatherTable(
  ctx: JobContext,
  { pack, person, table, whoReads, pattern, from }: Gathering,
): Promise<void> {
  const { practiceId } = ctx;
  const { clientId } = pack;
  let batch: ItemContent[] = [];
  let ordinal = from;
  const keep = async () => {
    const items = batch;
    batch = [];
    if (items.length === 0) return;
    const data = await Promise.all(
      items.map(async (item) => {
        const id = randomUUID();
        const marks = marksOfOthers(item, pattern);
        ordinal += 1;
        return {
          practiceId,
          id,
          packId: pack.id,
          clientId,
          reviewerId: whoReads(table, item),
          ordinal,
          tableName: table.name,
          rowId: item.rows[0]?.id ?? id,
          contentSealed: await sealContent(ctx.vault, clientId, id, item),
          // What nobody wrote about anybody needs no eyes; whatever names somebody else does, and is taken out until they say otherwise.
          decision: (table.look && hasProse(item)) || marks.length > 0 ? 'waiting' : 'give',
          marksSealed: marks.length > 0 ? await sealMarks(ctx.vault, clientId, id, { marks, words: null }) : null,
        };
      }),
    );
    await ctx.write((tx) => tx.accessItem.createMany({ data, skipDuplicates: true }));
  };
  for await (const item of readRecord(ctx, person, [table])) {
    batch.push(item);
    if (batch.length >= atOnce) await keep();
  }
  await keep();
}

/** An author reads their own thinking and drafts first; when they no longer work here, whoever answers the request does. */
const readerOf = (reviewerId: string, active: ReadonlySet<string>) => (table: RecordTable, item: ItemContent) => {
  const author = isForAuthor(table, item) ? item.rows[0]?.values[table.authorIn as string] : null;
  return typeof author === 'string' && active.has(author) ? author : reviewerId;
};

/** A signed note's words stand in its entries; what is left in the note itself is a draft. */
export const isForAuthor = (table: RecordTable, item: ItemContent): boolean =>
  table.authorIn !== undefined && (table.name !== 'session_note' || item.rows[0]?.values.state !== 'signed');
