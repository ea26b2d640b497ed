/**
 * Which address a request came from. Anyone can write a header, so only the part that trusted proxies wrote counts: it
 * is read from the right, up to the first address that is not a trusted proxy.
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

/** Whether only programs on this machine can connect to a server that listens on this host. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.[0-9]{1,3}){3}$/.test(host);
}

/** The headers in which proxies pass on the client's address. Only the one that the proxies set may be read. */
export const PROXY_HEADERS = ['x-forwarded-for', 'forwarded'] as const;
export type ProxyHeader = (typeof PROXY_HEADERS)[number];

/** Parsed once, since parsing costs more than all comparisons. */
export interface Address {
  readonly text: string;
  /** Absent if the text is no address, such as `unknown`. */
  readonly parsed?: ipaddr.IPv4 | ipaddr.IPv6;
}

export function parseAddress(text: string): Address {
  try {
    return { text, parsed: ipaddr.process(text) };
  } catch {
    return { text };
  }
}

/** Whether an address is in one of the networks. */
export function isWithin({ parsed }: Address, networks: readonly Network[]): boolean {
  if (parsed === undefined) return false;
  return networks.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match([network, bits] as never));
}

/** The client's address: the peer's, or the one that trusted proxies report. `unknown` if the platform has none. */
export function clientAddress(
  peer: string | undefined,
  header: string | undefined,
  trusted: readonly Network[],
  name: ProxyHeader = 'x-forwarded-for',
): Address {
  let address = parseAddress(peer ?? 'unknown');
  if (header === undefined || trusted.length === 0) return address;
  const hops = name === 'forwarded' ? forwardedHops(header) : header.split(',');
  while (isWithin(address, trusted)) {
    const hop = parseAddress(withoutPort(hops.pop() ?? ''));
    if (hop.parsed === undefined) break;
    address = hop;
  }
  return address;
}

/** The `for` of each element of a Forwarded header (RFC 7239 §4); a missing one ends the chain. */
function forwardedHops(header: string): string[] {
  const elements = header.match(/(?:[^,"]|"[^"]*")+/g) ?? [];
  return elements.map((element) => /(?:^|;)\s*for=("?)([^";,]*)\1/i.exec(element)?.[2] ?? '');
}

/** Some proxies add the port, and brackets around IPv6: `203.0.113.5:4711`, `[2001:db8::1]:4711`. */
function withoutPort(hop: string): string {
  const text = hop.trim();
  return /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([0-9.]+):\d+$/.exec(text)?.[1] ?? text;
}

/** The key of the address's budget: a household has a whole IPv6 /64, and one IPv4 address, however it is written. */
export function addressKey({ text, parsed }: Address): string {
  if (parsed === undefined) return text;
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${(parsed as ipaddr.IPv6).parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}
