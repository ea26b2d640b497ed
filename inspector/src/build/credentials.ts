/** App ID and certificate: random ones until the user types their own. They are kept in the two fields and nowhere else. */
import type { AppCredentials } from 'accesstoken2';
import { button, labelled, plainText } from '../page/controls.ts';
import { element } from '../page/element.ts';
import { texts } from '../texts/texts.ts';
import { hex } from '../token/excerpt.ts';

export interface CredentialsForm {
  readonly root: HTMLElement;
  values(): AppCredentials;
}

/** `changed` is called when the page replaces the credentials; typing raises `input` events by itself. */
export function credentialsForm(changed: () => void): CredentialsForm {
  const appId = element('input', { id: 'build-app-id', type: 'text', ...plainText });
  const certificate = element('input', { id: 'build-certificate', type: 'password', ...plainText });
  // Password managers offer to save what looks like a password. This keeps them away.
  certificate.autocomplete = 'new-password';
  const showCertificate = element('input', {
    id: 'build-certificate-shown',
    type: 'checkbox',
    onchange: () => {
      certificate.type = showCertificate.checked ? 'text' : 'password';
    },
  });

  function randomize(): void {
    appId.value = randomId();
    certificate.value = randomId();
  }

  function replace(): void {
    randomize();
    changed();
  }

  randomize();
  // The browser may keep the page in memory after the user leaves it, and show it again.
  window.addEventListener('pagehide', replace);

  const root = element(
    'fieldset',
    {},
    element('legend', {}, texts.build.credentials),
    labelled(appId, texts.build.appId).root,
    labelled(certificate, texts.build.appCertificate).root,
    element(
      'p',
      { class: 'tick' },
      showCertificate,
      element('label', { for: showCertificate.id }, texts.build.showCertificate),
    ),
    element('p', { class: 'quiet' }, texts.build.throwAway),
    button(texts.build.randomize, replace),
  );
  return { root, values: () => ({ appId: appId.value.trim(), appCertificate: certificate.value.trim() }) };
}

/** 32 hexadecimal digits, as app IDs and certificates have. */
function randomId(): string {
  // Not `crypto.randomUUID`: pages served over plain HTTP do not have it.
  return hex(crypto.getRandomValues(new Uint8Array(16)));
}
