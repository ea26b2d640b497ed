/** From what stands in the form to the options of the library. An empty field asks for nothing. */
import type { ExplainOptions, Requirement } from 'accesstoken2';
import { serviceNamed } from './check-services.ts';

/** The form, as text. */
export interface CheckValues {
  readonly appId: string;
  readonly service: string;
  readonly subject: string;
  readonly place: string;
  readonly privilege: string;
  /** As `<input type="datetime-local">` has it. */
  readonly at: string;
  readonly primary: string;
  readonly secondary: string;
}

export function optionsOf(values: CheckValues): ExplainOptions {
  const appId = values.appId.trim();
  const certificates = [values.primary.trim(), values.secondary.trim()].filter((one) => one !== '');
  const require = requirementOf(values);
  return {
    ...(appId !== '' && { appId }),
    ...(certificates.length > 0 && { appCertificate: certificates }),
    ...(require !== undefined && { require }),
  };
}

function requirementOf({ service, subject, place, privilege }: CheckValues): Requirement | undefined {
  const asked = serviceNamed(service);
  if (asked === undefined) return undefined;
  const require: Record<string, string | number> = { service };
  if (asked.subject !== undefined && subject !== '') require[asked.subject] = subject;
  if (asked.place !== undefined && place !== '') require[asked.place] = place;
  if (privilege !== '') require.privilege = /^\d+$/.test(privilege) ? Number(privilege) : privilege;
  return require as Requirement;
}

/** The chosen moment in unix seconds; undefined for now. */
export function chosenTime({ at }: CheckValues): number | undefined {
  const time = Date.parse(at);
  return Number.isNaN(time) ? undefined : Math.max(0, time / 1000);
}
