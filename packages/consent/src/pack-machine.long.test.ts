import { it } from 'vitest';
import { provePackMachine } from './pack-machine.test.ts';

it('a pack stands where its events say, through ten thousand random histories', () => provePackMachine(10_000));
