/** Education (Flexible Classroom), the former name of aPaaS. */
import { ApaasTokenBuilder } from './apaas.ts';

/** Builds the tokens of {@link ApaasTokenBuilder}: in the official package, too, the two do the same. */
export class EducationTokenBuilder extends ApaasTokenBuilder {}
