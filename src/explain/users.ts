/** Which fields of a service name a user, whatever the service. */
export const USER_FIELDS: readonly string[] = ['userId', 'userUuid', 'uid', 'account'];
