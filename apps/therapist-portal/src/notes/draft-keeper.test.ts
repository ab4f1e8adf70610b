import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Answer, isUnsaved, keepDraft, longestMs, restMs, type Sent } from './draft-keeper.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A server that answers when it is told to. */
function server() {
  const sent: Sent[] = [];
  const waiting: { answer: (given?: Partial<Answer>) => void; fail: (error: Error) => void }[] = [];
  const keeper = keepDraft({
    start: { words: '', version: 0, savedAt: null },
    tabId: 'tab',
    send: (one) => {
      sent.push(one);
      return new Promise((resolve, reject) => {
        const answer = { version: sent.length, isNewest: true, savedAt: '14:03' };
        waiting.push({ answer: (given) => resolve({ ...answer, ...given }), fail: reject });
      });
    },
    refusalOf: (error) => (error instanceof Error && error.message === 'no' ? 'That does not fit.' : null),
  });
  const settle = async (act: (one: (typeof waiting)[number]) => void) => {
    act(waiting.shift() as (typeof waiting)[number]);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { keeper, sent, settle };
}

describe('a draft', () => {
  test('is sent when the words rest, and called saved only once the server has said so', async () => {
    const { keeper, sent, settle } = server();
    keeper.write('one');
    expect(keeper.get().phase).toBe('unsaved');
    await vi.advanceTimersByTimeAsync(restMs - 1);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toEqual([{ tabId: 'tab', seq: 1, baseVersion: 0, words: 'one' }]);
    expect(keeper.get()).toMatchObject({ phase: 'saving', savedAt: null });
    expect(isUnsaved(keeper.get())).toBe(true);
    await settle(({ answer }) => answer());
    expect(keeper.get()).toMatchObject({ phase: 'saved', savedAt: '14:03', version: 1 });
    expect(isUnsaved(keeper.get())).toBe(false);
  });

  test('is sent now and then while somebody types on and on', async () => {
    const { keeper, sent } = server();
    for (let at = 0; at <= longestMs; at += 500) {
      keeper.write(`${at}`);
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(sent.length).toBeGreaterThan(0);
  });

  test('waits for one answer before it sends again, and then sends the newest words', async () => {
    const { keeper, sent, settle } = server();
    keeper.write('one');
    await vi.advanceTimersByTimeAsync(restMs);
    keeper.write('one two');
    keeper.write('one two three');
    await vi.advanceTimersByTimeAsync(longestMs);
    expect(sent).toHaveLength(1);
    await settle(({ answer }) => answer());
    expect(keeper.get().phase).toBe('unsaved');
    await vi.advanceTimersByTimeAsync(restMs);
    expect(sent.at(-1)).toEqual({ tabId: 'tab', seq: 2, baseVersion: 1, words: 'one two three' });
  });

  test('is tried again while the connection is lost, and at once when it is back', async () => {
    const { keeper, sent, settle } = server();
    keeper.write('one');
    await vi.advanceTimersByTimeAsync(restMs);
    await settle(({ fail }) => fail(new Error('away')));
    expect(keeper.get()).toMatchObject({ phase: 'lost', words: 'one' });
    keeper.write('one two');
    await vi.advanceTimersByTimeAsync(2000);
    expect(sent.map(({ words, seq }) => [seq, words])).toEqual([
      [1, 'one'],
      [2, 'one two'],
    ]);
    await settle(({ fail }) => fail(new Error('away')));
    keeper.tryNow();
    expect(sent).toHaveLength(3);
    await settle(({ answer }) => answer());
    expect(keeper.get().phase).toBe('saved');
  });

  test('says why the server would not keep it, and asks again only with other words', async () => {
    const { keeper, sent, settle } = server();
    keeper.write('much');
    await vi.advanceTimersByTimeAsync(restMs);
    await settle(({ fail }) => fail(new Error('no')));
    expect(keeper.get()).toMatchObject({ phase: 'refused', refusal: 'That does not fit.' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
    keeper.write('less');
    await vi.advanceTimersByTimeAsync(restMs);
    expect(sent).toHaveLength(2);
  });

  test('behind another page goes on from the words that it began from, so that it is kept beside', async () => {
    const { keeper, sent, settle } = server();
    keeper.write('one');
    await vi.advanceTimersByTimeAsync(restMs);
    await settle(({ answer }) => answer({ version: 5, isNewest: false }));
    expect(keeper.get()).toMatchObject({ isElsewhere: true, version: 0 });
    keeper.write('one two');
    await vi.advanceTimersByTimeAsync(restMs);
    expect(sent.at(-1)).toMatchObject({ baseVersion: 0, words: 'one two' });
    await settle(({ answer }) => answer({ version: 5, isNewest: false }));
    keeper.replace({ words: 'both', version: 6 });
    expect(keeper.get()).toMatchObject({ isElsewhere: false, words: 'both', version: 6 });
    expect(await keeper.flush()).toBe(true);
  });

  test('flushed, says whether all of it is kept, what is on its way and what came since', async () => {
    const { keeper, sent, settle } = server();
    expect(await keeper.flush()).toBe(true);
    keeper.write('one');
    const first = keeper.flush();
    keeper.write('one two');
    const all = keeper.flush();
    await settle(({ answer }) => answer());
    expect(await first).toBe(false);
    await settle(({ answer }) => answer());
    expect(await all).toBe(true);
    expect(sent.map(({ words }) => words)).toEqual(['one', 'one two']);
  });
});
