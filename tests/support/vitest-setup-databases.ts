import { afterAll } from 'vitest';
import { dropIdleDatabases } from './postgres.ts';

// Databases that a file's tests handed from one to the next go with the file.
afterAll(dropIdleDatabases);
