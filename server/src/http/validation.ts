/** What zod found wrong, as one refusal that names the fields; zod's messages do not quote the values. */
import type { z } from '@hono/zod-openapi';
import { Refusal } from '../refusals.ts';

export function refuseInvalid(result: { readonly success: boolean; readonly error?: z.ZodError }): void {
  if (result.success || result.error === undefined) return;
  throw new Refusal('ERR_INPUT', result.error.issues.map(describeIssue).join('; '));
}

function describeIssue({ path, message }: z.core.$ZodIssue): string {
  const field = path.map(String).join('.');
  return field === '' ? message : `${field}: ${message}`;
}
