/** What the library knows about each service, by name. */
import { type ServiceDescription, serviceCatalog } from 'accesstoken2';

export function describeService(name: string): ServiceDescription | undefined {
  return serviceCatalog.find(({ service }) => service === name);
}
