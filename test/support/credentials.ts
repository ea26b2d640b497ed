/** The published credentials of Agora's own test suites. */
export const appId = '970CA35de60c44645bbae8a215061b33';
export const appCertificate = '5CFd2fd1755d40ecb72977518be15d3b';
export const credentials = { appId, appCertificate } as const;

/** A fixed time and salt, which a builder would otherwise take from the clock and at random. */
export const issue = { issuedAt: 1_700_000_000, salt: 12_345 } as const;
