/** App id and certificate: throw-away ones, until somebody types others. They live in the two fields and nowhere else. */
import type { AppCredentials } from 'accesstoken2';
import { button } from '../dom/button.ts';
import { element } from '../dom/element.ts';
import { labelled, plainText } from '../dom/field.ts';
import { texts } from '../texts/texts.ts';
import { throwAwayId } from './throw-away.ts';

export interface CredentialsForm {
  readonly root: HTMLElement;
  values(): AppCredentials;
}

/** `changed` is called when the page draws new ones; what is typed the form tells by itself. */
export function credentialsForm(changed: () => void): CredentialsForm {
  const appId = element('input', { id: 'build-app-id', type: 'text', ...plainText });
  const certificate = element('input', { id: 'build-certificate', type: 'password', ...plainText });
  // A password manager offers to keep what looks like a password; this says that it is none of this site's.
  certificate.autocomplete = 'new-password';
  const shown = element('input', { id: 'build-certificate-shown', type: 'checkbox', onchange: () => showOrHide() });

  function showOrHide(): void {
    certificate.type = shown.checked ? 'text' : 'password';
  }

  function drawNew(): void {
    appId.value = throwAwayId();
    certificate.value = throwAwayId();
    changed();
  }

  appId.value = throwAwayId();
  certificate.value = throwAwayId();
  // Pages that are left may stay in memory, to be shown again.
  window.addEventListener('pagehide', drawNew);

  const root = element(
    'fieldset',
    {},
    element('legend', {}, texts.build.credentials),
    labelled(appId, texts.build.appId).root,
    labelled(certificate, texts.build.appCertificate).root,
    element('p', { class: 'tick' }, shown, element('label', { for: shown.id }, texts.build.showCertificate)),
    element('p', { class: 'quiet' }, texts.build.throwAway),
    button(texts.build.drawNew, drawNew),
  );
  return { root, values: () => ({ appId: appId.value.trim(), appCertificate: certificate.value.trim() }) };
}
