/** What every token has: app, times, salt, signature. */
import { UNKNOWN } from '../bytes/spans.ts';
import { element } from '../dom/element.ts';
import { panel } from '../dom/panel.ts';
import { numberWords } from '../texts/numbers.ts';
import { texts } from '../texts/texts.ts';
import { timeElement } from '../time/ticking.ts';
import { durationWords } from '../time/words.ts';
import type { Content, Unknown } from './content.ts';
import { row } from './row.ts';
import { shownElement } from './shown-element.ts';

export function facts(content: Content): HTMLElement {
  const { appId, issuedAt, expiresAt, expiresIn, salt, signature, unknown } = content;
  return panel(
    'content-title',
    texts.content.title,
    element(
      'dl',
      {},
      row('appId', texts.content.appId, shownElement(appId)),
      row('issuedAt', texts.content.issuedAt, timeElement(issuedAt)),
      row('expiresIn', texts.content.expiresAt, timeElement(expiresAt)),
      row('expiresIn', texts.content.expiresIn, durationWords(expiresIn), ' ', seconds(expiresIn)),
      row('salt', texts.content.salt, element('span', { class: 'value' }, String(salt))),
      row('signature', texts.content.signature, shownElement(signature, 'bytes')),
      unknown && row(UNKNOWN, texts.content.unknown, unknownWords(unknown), shownElement(unknown.bytes, 'bytes')),
    ),
  );
}

function seconds(count: number): HTMLElement {
  return element('span', { class: 'quiet' }, texts.content.seconds(numberWords(count)));
}

function unknownWords({ serviceType, length }: Unknown): string {
  const bytes = numberWords(length);
  return serviceType === undefined
    ? texts.content.unknownBytes(bytes)
    : texts.content.unknownService(serviceType, bytes);
}
