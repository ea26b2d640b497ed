/** The texts that the page shows. */
import { en } from './en.ts';

export type Texts = typeof en;

export const texts: Texts = en;
