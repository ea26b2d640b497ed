/** What every token has: app, times, salt, signature. */
import { panel } from '../page/controls.ts';
import { element } from '../page/element.ts';
import { timeElement } from '../page/time.ts';
import { formatDuration, formatNumber } from '../texts/format.ts';
import { texts } from '../texts/texts.ts';
import type { Content, Unknown, Value } from '../token/content.ts';
import { UNKNOWN } from '../token/spans.ts';
import { excerptElement, row } from './row.ts';

export function facts(content: Content): HTMLElement {
  const { appId, issuedAt, expiresAt, expiresIn, salt, signature, unknown } = content;
  const names = texts.content;
  return panel(
    'content-title',
    names.title,
    element(
      'dl',
      {},
      row({ field: 'appId', name: names.appId, copy: appId.full }, excerptElement(appId)),
      row({ field: 'issuedAt', name: names.issuedAt, copy: String(issuedAt) }, timeElement(issuedAt)),
      row({ field: 'expiresIn', name: names.expiresAt, copy: String(expiresAt) }, timeElement(expiresAt)),
      row(
        { field: 'expiresIn', name: names.expiresIn, copy: String(expiresIn) },
        formatDuration(expiresIn),
        ' ',
        element('span', { class: 'quiet' }, names.seconds(formatNumber(expiresIn))),
      ),
      row({ field: 'salt', name: names.salt, copy: String(salt) }, element('span', { class: 'value' }, String(salt))),
      row({ field: 'signature', name: names.signature, copy: signature.full }, excerptElement(signature, 'bytes')),
      unknown &&
        row(
          { field: UNKNOWN, name: names.unknown, copy: unknown.bytes.full },
          describeUnknown(unknown),
          ' ',
          excerptElement(unknown.bytes, 'bytes'),
        ),
    ),
  );
}

/** The fields before the cut, for a token that is cut off. */
export function prefixFacts(rows: readonly Value[]): HTMLElement {
  return panel(
    'content-title',
    texts.content.prefix,
    element(
      'dl',
      {},
      ...rows.map(({ field, name, value }) =>
        row({ field, name, copy: value.full }, excerptElement(value, field === 'signature' ? 'bytes' : 'characters')),
      ),
    ),
  );
}

function describeUnknown({ serviceType, length }: Unknown): string {
  const bytes = formatNumber(length);
  return serviceType === undefined
    ? texts.content.unknownBytes(bytes)
    : texts.content.unknownService(serviceType, bytes);
}
