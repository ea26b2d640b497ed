/**
 * Which address a request came from, proxies left out. `X-Forwarded-For` can be written by anybody, so that it counts
 * only as far as trusted proxies wrote it: read from the right, up to the first address that is no such proxy.
 */
import ipaddr from 'ipaddr.js';

/** A network such as `10.0.0.0/8`, or one address. */
export type Network = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Throws where the text is neither a network nor an address. */
export function parseNetwork(text: string): Network {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.process(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** Whether an address is in one of the networks; no text that is not an address is. */
export function isWithin(address: string, networks: readonly Network[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return networks.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match([network, bits] as never));
}

/** The client's address: the peer's, or what trusted proxies say. `unknown` where the platform tells nothing. */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trusted: readonly Network[],
): string {
  let address = peer ?? 'unknown';
  const hops = (forwardedFor ?? '').split(',').map((hop) => hop.trim());
  while (isWithin(address, trusted)) {
    const hop = hops.pop();
    if (hop === undefined || !ipaddr.isValid(hop)) break;
    address = hop;
  }
  return address;
}

/** The key of the address's budget: a household has a whole IPv6 /64, and one IPv4 address however it is written. */
export function addressKey(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${(parsed as ipaddr.IPv6).parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}
