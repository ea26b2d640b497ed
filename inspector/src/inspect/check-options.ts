/** From the values of the form to the options of the library. An empty field requires nothing. */
import type { ExplainOptions, Requirement } from 'accesstoken2';
import { texts } from '../texts/texts.ts';
import { describeService } from '../token/catalog.ts';

/** The values of the form, as strings. */
export interface CheckValues {
  readonly appId: string;
  readonly service: string;
  /** By the name of the service's field. */
  readonly fields: Readonly<Record<string, string>>;
  readonly privilege: string;
  /** As in `<input type="datetime-local">`. */
  readonly at: string;
  readonly primary: string;
  readonly secondary: string;
}

/** The fields of a service that the form has an input for. Permissions and roles are not matched by `require`. */
export function fieldsToCheck(service: string): readonly string[] {
  return Object.keys(describeService(service)?.fields ?? {}).filter((name) => name in texts.serviceFields);
}

/** IDs that are incomplete are left out; {@link describeId} tells the user. */
export function optionsOf(values: CheckValues): ExplainOptions {
  const appId = values.appId.trim();
  const certificates = [values.primary.trim(), values.secondary.trim()].filter(isId);
  const require = requirementOf(values);
  return {
    ...(isId(appId) && { appId }),
    ...(certificates.length > 0 && { appCertificate: certificates }),
    ...(require !== undefined && { require }),
  };
}

function requirementOf({ service, fields, privilege }: CheckValues): Requirement | undefined {
  if (describeService(service) === undefined) return undefined;
  const require: Record<string, string | number> = { service };
  for (const name of fieldsToCheck(service)) {
    const value = fields[name] ?? '';
    if (value !== '') require[name] = value;
  }
  const wanted = privilege.trim();
  if (wanted !== '') require.privilege = /^\d+$/.test(wanted) ? Number(wanted) : wanted;
  return require as Requirement;
}

/** The chosen time in unix seconds; undefined for now. */
export function chosenTime({ at }: CheckValues): number | undefined {
  const time = Date.parse(at);
  return Number.isNaN(time) ? undefined : Math.max(0, time / 1000);
}

function isId(text: string): boolean {
  return /^[0-9A-Fa-f]{32}$/.test(text);
}

/** Why an app ID or certificate is not used yet; undefined if it is complete or empty. */
export function describeId(text: string): string | undefined {
  const id = text.trim();
  if (id === '' || isId(id)) return undefined;
  return /[^0-9A-Fa-f]/.test(id) ? texts.check.notHexDigits : texts.check.notHex(id.length);
}
