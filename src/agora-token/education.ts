/** Education (Flexible Classroom), the former name of aPaaS. */
import { ApaasTokenBuilder } from './apaas.ts';

/**
 * Builds the tokens of {@link ApaasTokenBuilder}, as in the official package.
 * Its methods return '' if the app ID or certificate is malformed, and throw `TokenError` (`ERR_INPUT`) for any other
 * argument that cannot be signed as meant.
 */
export class EducationTokenBuilder extends ApaasTokenBuilder {}
