import { AsyncLocalStorage } from 'node:async_hooks';

/** On whose behalf the database is asked. Row-level security reads it; without one there are no rows. */
export type Actor =
  | { kind: 'staff'; practiceId: string; staffId: string }
  | { kind: 'client'; practiceId: string; clientId: string }
  | { kind: 'public'; practiceId: string }
  | { kind: 'worker'; practiceId: string };

const actors = new AsyncLocalStorage<string>();
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** `kind:practice:id` as app.actor_kind(), app.practice_id() and app.actor_id() take it apart. @throws TypeError for an id that is no uuid */
export function actorText(actor: Actor): string {
  const id = actor.kind === 'staff' ? actor.staffId : actor.kind === 'client' ? actor.clientId : undefined;
  for (const one of id === undefined ? [actor.practiceId] : [actor.practiceId, id]) {
    if (!uuid.test(one)) throw new TypeError('an actor is named by lower-case uuids');
  }
  return `${actor.kind}:${actor.practiceId}:${id ?? ''}`;
}

/**
 * Runs the work as the actor. The work is awaited inside, because Prisma's promises are lazy: one that is made here and awaited
 * outside would run as whoever awaits it.
 */
export function runAs<T>(actor: Actor, work: () => PromiseLike<T> | T): Promise<T> {
  return actors.run(actorText(actor), async () => await work());
}

/** The text of the actor in whose scope we are; '' for nobody, which matches no row. */
export function currentActor(): string {
  return actors.getStore() ?? '';
}

/** Runs the work as the actor of this text (currentActor's of earlier). */
export function actingAs(text: string, work: () => void): void {
  actors.run(text, work);
}
