/** Puts the inspector, a single file, into the built site as its playground. */
import { cpSync } from 'node:fs';

const inspector = new URL('../inspector/dist/index.html', import.meta.url);
cpSync(inspector, new URL('dist/playground/index.html', import.meta.url), { recursive: true });
