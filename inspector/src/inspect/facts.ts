/** What every token has: app, times, salt, signature. */

import { panel } from '../page/controls.ts';
import { element } from '../page/element.ts';
import { timeElement } from '../page/time.ts';
import { formatDuration, formatNumber } from '../texts/format.ts';
import { texts } from '../texts/texts.ts';
import type { Content, Unknown } from '../token/content.ts';
import { UNKNOWN } from '../token/spans.ts';
import { excerptElement, row } from './row.ts';

export function facts(content: Content): HTMLElement {
  const { appId, issuedAt, expiresAt, expiresIn, salt, signature, unknown } = content;
  return panel(
    'content-title',
    texts.content.title,
    element(
      'dl',
      {},
      row('appId', texts.content.appId, excerptElement(appId)),
      row('issuedAt', texts.content.issuedAt, timeElement(issuedAt)),
      row('expiresIn', texts.content.expiresAt, timeElement(expiresAt)),
      row('expiresIn', texts.content.expiresIn, formatDuration(expiresIn), ' ', seconds(expiresIn)),
      row('salt', texts.content.salt, element('span', { class: 'value' }, String(salt))),
      row('signature', texts.content.signature, excerptElement(signature, 'bytes')),
      unknown && row(UNKNOWN, texts.content.unknown, unknownWords(unknown), excerptElement(unknown.bytes, 'bytes')),
    ),
  );
}

function seconds(count: number): HTMLElement {
  return element('span', { class: 'quiet' }, texts.content.seconds(formatNumber(count)));
}

function unknownWords({ serviceType, length }: Unknown): string {
  const bytes = formatNumber(length);
  return serviceType === undefined
    ? texts.content.unknownBytes(bytes)
    : texts.content.unknownService(serviceType, bytes);
}
