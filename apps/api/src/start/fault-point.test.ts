import { describe, expect, it, vi } from 'vitest';
import { faultPoint } from './fault-point.ts';

const born = { bornAsDemonstrationAt: new Date('2026-11-23T10:00:00Z') };
const real = { bornAsDemonstrationAt: null };

describe('a crash point', () => {
  it('ends the process of an embedded demonstration at the point that was asked for, and at no other', () => {
    const end = vi.fn();
    const faultAt = faultPoint('sign.before-commit', true, [born], end);
    faultAt('sign.after-commit');
    expect(end).not.toHaveBeenCalled();
    faultAt('sign.before-commit');
    expect(end).toHaveBeenCalledOnce();
  });

  it.each<[string, Parameters<typeof faultPoint>]>([
    ['nothing was asked for', [null, true, [born]]],
    ['the database is not the embedded one', ['x', false, [born]]],
    ['the practice is a real one', ['x', true, [real]]],
    ['one practice of several is a real one', ['x', true, [born, real]]],
    ['there is no practice yet', ['x', true, []]],
  ])('does nothing when %s', (_when, [asked, isEmbedded, practices]) => {
    const end = vi.fn();
    faultPoint(asked, isEmbedded, practices, end)('x');
    expect(end).not.toHaveBeenCalled();
  });
});
