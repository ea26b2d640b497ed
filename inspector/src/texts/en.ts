/** Every English text of the page. A translation is a copy of this file, named in `texts.ts`. */
export const en = {
  page: {
    title: 'Token inspector',
    subtitle: 'for Agora AccessToken2',
    privacy: 'Nothing you enter leaves this page: it cannot send anything, and keeps nothing.',
    theme: { label: 'Theme', auto: 'System', light: 'Light', dark: 'Dark' },
    footer: 'Part of accesstoken2.',
    source: 'Source and documentation',
    failed: 'This part could not be shown. Please report it, without the token.',
  },
  tabs: { label: 'What to do', inspect: 'Inspect a token', build: 'Build a demo token' },
  build: {},
};
