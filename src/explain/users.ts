/** The fields of all services that name a user. */
export const USER_FIELDS: readonly string[] = ['userId', 'userUuid', 'uid', 'account'];
