import { type Bare, type Lot, openBare } from './bare.ts';
import { type BenchRow, timed } from './harness.ts';
import { type BenchWorld, openBench, savePacks } from './world.ts';

const rounds = 3;
/** Standing sessions booked in one round, each for half a year. */
const batch = 3;
const copied = ['series', 'session', 'session_participant', 'occupied', 'audit_event'] as const;

let world: BenchWorld;
let bare: Bare;
let waiting: { clientId: string; cookie: string }[] = [];
let booked: string[] = [];

async function bookSome(): Promise<number> {
  const some = waiting.splice(0, batch);
  booked = [];
  const took = await timed(async () => {
    for (const { clientId, cookie } of some) {
      const answer = await world.server.post(
        'staff',
        'scheduling.bookSeries',
        { clientId, firstOn: '2026-12-01' },
        cookie,
      );
      if (answer.statusCode !== 200) throw new Error(answer.body);
      const { seriesId, sessions } = answer.json().result.data;
      if (sessions !== 26) throw new Error(`${sessions} sessions, not 26`);
      booked.push(seriesId);
    }
  });
  return took / batch;
}

/** The rows that the last bookings wrote. */
async function insertSome(): Promise<number> {
  const ofSeries = 'session_id IN (SELECT id FROM session WHERE series_id = $1)';
  const lots: Lot[] = [];
  for (const seriesId of booked) {
    lots.push({
      series: await bare.rowsOf('series', 'id = $1', seriesId),
      session: await bare.rowsOf('session', 'series_id = $1', seriesId),
      session_participant: await bare.rowsOf('session_participant', ofSeries, seriesId),
      occupied: await bare.rowsOf('occupied', ofSeries, seriesId),
      audit_event: await bare.rowsOf('audit_event', 'subject_id = $1::text', seriesId),
    });
  }
  return bare.insert(lots);
}

export const rows: BenchRow[] = [
  {
    name: 'series.book-26',
    unit: 'ms',
    baseline: 'a bare transaction with the same rows, by a superuser, nothing read first',
    rounds,
    async prepare() {
      let clients: { clientId: string; therapistId: string }[] = [];
      world = await openBench(async (db) => {
        clients = await savePacks(db, (rounds + 1) * batch, {
          isSigned: true,
          isOpen: true,
          // A Tuesday each, an hour apart.
          frameOf: (index) => ({
            time: `${String(8 + index).padStart(2, '0')}:00`,
            place: { kind: 'online', joinOpensMinutes: 15 },
            plannedSessions: 26,
          }),
        });
      });
      const cookie = await world.server.staffCookie(clients[0]?.therapistId ?? '');
      waiting = clients.map(({ clientId }) => ({ clientId, cookie }));
      bare = await openBare(world.db, copied);
    },
    run: bookSome,
    runBaseline: insertSome,
    async close() {
      await bare?.close();
      await world?.close();
    },
  },
];
