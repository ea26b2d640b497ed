/**
 * A kind of token: the options that its builder takes, and the grants that it makes from them. A builder also takes
 * credentials; an issuer already has them.
 */
import { type OptionNames, optionNames } from '../checks.ts';
import type { ServiceGrant } from '../services/registry.ts';
import { CREDENTIAL_OPTIONS, ISSUE_OPTIONS } from './options.ts';

export interface TokenKind<Options> {
  readonly builderOptions: OptionNames;
  readonly issuerOptions: OptionNames;
  grants(options: Options): readonly ServiceGrant[];
}

/**
 * @param own - The names of all other options than `expiresIn`, `issuedAt` and `salt`.
 * @param grants - Checks the options and makes the grants.
 * @__NO_SIDE_EFFECTS__
 */
export function tokenKind<Options>(
  own: readonly (keyof Options & string)[],
  grants: (options: Options) => readonly ServiceGrant[],
): TokenKind<Options> {
  return {
    builderOptions: optionNames([...CREDENTIAL_OPTIONS, ...own, ...ISSUE_OPTIONS]),
    issuerOptions: optionNames([...own, ...ISSUE_OPTIONS]),
    grants,
  };
}
