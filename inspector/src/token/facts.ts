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
  const words = texts.content;
  const { appId, issuedAt, expiresAt, expiresIn, salt, signature, unknown } = content;
  return panel(
    'content-title',
    words.title,
    element(
      'dl',
      {},
      row('appId', words.appId, shownElement(appId)),
      row('issuedAt', words.issuedAt, timeElement(issuedAt)),
      row('expiresIn', words.expiresAt, timeElement(expiresAt)),
      row('expiresIn', words.expiresIn, durationWords(expiresIn), ' ', seconds(expiresIn)),
      row('salt', words.salt, element('span', { class: 'value' }, String(salt))),
      row('signature', words.signature, shownElement(signature, 'bytes')),
      unknown && row(UNKNOWN, words.unknown, unknownWords(unknown), shownElement(unknown.bytes, 'bytes')),
    ),
  );
}

function seconds(count: number): HTMLElement {
  return element('span', { class: 'quiet' }, texts.content.seconds(numberWords(count)));
}

function unknownWords({ serviceType, length }: Unknown): string {
  const { unknownBytes, unknownService } = texts.content;
  const bytes = numberWords(length);
  return serviceType === undefined ? unknownBytes(bytes) : unknownService(serviceType, bytes);
}
