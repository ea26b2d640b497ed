/** Loaded before every snippet: fixes the time and Math.random, and defines three names. */
const NOW_MS = Date.UTC(2026, 10, 24, 12);

globalThis.Date = class extends Date {
  constructor(...args) {
    super(...(args.length === 0 ? [NOW_MS] : args));
  }
  static now() {
    return NOW_MS;
  }
};
Math.random = () => 0.123456789;

globalThis.appId = process.env.AGORA_APP_ID;
globalThis.appCertificate = process.env.AGORA_APP_CERTIFICATE;
globalThis.token = process.env.SNIPPET_TOKEN;
