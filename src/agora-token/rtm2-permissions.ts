/** What an RTM 2 user may read and write. */
import { requireInteger, typeError, UINT16_MAX } from '../checks.ts';
import { numberOf } from './arguments.ts';

/** Lists of resources, by kind of resource and permission. Both are numbers, with a constant for each. */
export class Rtm2Permissions {
  /** A kind of resource: message channels. */
  static readonly kMessageChannels: number = 0;
  /** A kind of resource: stream channels. */
  static readonly kStreamChannels: number = 1;
  /** A kind of resource: group channels. */
  static readonly kGroupChannels: number = 2;
  /** A kind of resource: server groups. */
  static readonly kServerGroups: number = 3;
  /** A kind of resource: users. */
  static readonly kUsers: number = 4;
  /** A permission: to read. */
  static readonly kRead: number = 0;
  /** A permission: to write. */
  static readonly kWrite: number = 1;

  /** The lists: by kind of resource, then by permission. */
  details: { [resourceType: number]: { [permissionType: number]: string[] } } = {};

  /**
   * Sets the list of one kind and permission, replacing the previous one.
   *
   * @param resourceType - The kind of resource, such as `Rtm2Permissions.kMessageChannels`.
   * @param permissionType - `Rtm2Permissions.kRead` or `Rtm2Permissions.kWrite`.
   * @param resources - The names; they are copied.
   */
  add(resourceType: number, permissionType: number, resources: readonly string[]): void {
    const resource = requireInteger(numberOf(resourceType), 0, UINT16_MAX, 'resourceType');
    const permission = requireInteger(numberOf(permissionType), 0, UINT16_MAX, 'permissionType');
    if (typeof resources === 'string') throw typeError('resources', 'an array of strings', resources);
    this.details[resource] ??= {};
    this.details[resource][permission] = [...resources];
  }
}
