/** An app of the tests' own: made up, and not the demo app. */
export const appId = '0123456789abcdef0123456789ABCDEF';
export const appCertificate = 'fedcba9876543210fedcba9876543210';
export const credentials = { appId, appCertificate } as const;
