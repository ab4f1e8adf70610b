// Puts one therapist's five sessions of today back to yesterday, as if nobody had said anything about them yet: over, not recorded, no
// note. For a data folder whose server is stopped. Prints how many there were.
import { openDatabase } from '@heather/database';
import pg from 'pg';

const [, , dataFolder, email] = process.argv;
const opened = await openDatabase({ dataFolder });
const client = new pg.Client(opened.urls.worker);
await client.connect();
const one = async (text, values) => (await client.query(text, values)).rows;
try {
  // Any practice: the worker's rows are seen once it says whose they are.
  await client.query("SELECT set_config('app.actor', 'worker:' || practice_id, false) FROM app.practices()");
  const [{ id }] = await one('SELECT id FROM staff_member WHERE email = $1', [email]);
  const zone = 'Europe/London';
  const sessions = await one(
    `SELECT id, row_number() OVER (ORDER BY starts_at)::int AS number FROM session
     WHERE therapist_id = $1 AND (starts_at AT TIME ZONE $2)::date = (now() AT TIME ZONE $2)::date ORDER BY starts_at`,
    [id, zone],
  );
  for (const { id: sessionId, number } of sessions) {
    const at = `((((now() AT TIME ZONE '${zone}')::date - 1) + make_interval(hours => ${8 + number})) AT TIME ZONE '${zone}')`;
    await client.query('DELETE FROM occupied WHERE session_id = $1', [sessionId]);
    await client.query(
      `UPDATE session SET starts_at = ${at}, ends_at = ${at} + interval '50 minutes', status = 'planned', fee_due_pence = NULL,
         moved_from_starts_at = NULL, status_at = NULL WHERE id = $1`,
      [sessionId],
    );
    await client.query(`UPDATE session_participant SET starts_at = ${at} WHERE session_id = $1`, [sessionId]);
  }
  process.stdout.write(String(sessions.length));
} finally {
  await client.end();
  await opened.close();
}
