/** The remote keys of a server, one per location: a reload that names the same location keeps the keys it has. */
import type { Logger } from '../operations/logger.ts';
import type { KeyAge, Metrics } from '../operations/metrics.ts';
import { type KeyLocation, type RemoteKeys, remoteKeys } from './remote-keys.ts';

export interface KeySources {
  /** @param issuer names the keys in the log and the metrics. */
  get(issuer: string, location: KeyLocation): RemoteKeys;
  /** Forgets the locations that were not asked for since the last call. */
  forgetUnused(): void;
  keepFresh(): void;
  refresh(): void;
  ages(): readonly KeyAge[];
}

export function createKeySources(logger: Logger, metrics: Metrics): KeySources {
  let used = new Map<string, { issuer: string; remote: RemoteKeys }>();
  let known = new Map<string, { issuer: string; remote: RemoteKeys }>();

  function create(issuer: string, location: KeyLocation): RemoteKeys {
    return remoteKeys(location, {
      events: {
        onFailed: (cause) => logger.warn({ issuer, cause }, 'cannot fetch the keys of the identity provider'),
        onRecovered: () => logger.info({ issuer }, 'the keys of the identity provider are fetched again'),
        onFetched: (succeeded) => metrics.keysFetched(issuer, succeeded),
      },
    });
  }

  return {
    get(issuer, location) {
      const name = `${issuer} ${'url' in location ? location.url.href : `discovery ${location.allowHttp}`}`;
      const entry = known.get(name) ?? { issuer, remote: create(issuer, location) };
      known.set(name, entry);
      used.set(name, entry);
      return entry.remote;
    },
    forgetUnused() {
      known = used;
      used = new Map();
    },
    keepFresh() {
      for (const { remote } of known.values()) remote.keepFresh();
    },
    refresh() {
      for (const { remote } of known.values()) void remote.refresh();
    },
    ages: () => [...known.values()].map(({ issuer, remote }) => ({ issuer, age: remote.age() })),
  };
}
