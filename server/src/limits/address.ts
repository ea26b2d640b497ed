/**
 * Which address a request came from. Anyone can write `X-Forwarded-For`, so only the part that trusted proxies wrote
 * counts: it is read from the right, up to the first address that is not a trusted proxy.
 */
import ipaddr from 'ipaddr.js';

/** A network such as `10.0.0.0/8`, or one address. */
export type Network = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Throws if the text is neither a network nor an address. */
export function parseNetwork(text: string): Network {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.process(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** Whether an address is in one of the networks; `false` for a text that is no address. */
export function isWithin(address: string, networks: readonly Network[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return networks.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match([network, bits] as never));
}

/** Whether only programs on this machine can connect to a server that listens on this host. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.[0-9]{1,3}){3}$/.test(host);
}

/** The client's address: the peer's, or the one that trusted proxies report. `unknown` if the platform has none. */
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

/** The key of the address's budget: a household has a whole IPv6 /64, and one IPv4 address, however it is written. */
export function addressKey(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${(parsed as ipaddr.IPv6).parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}
