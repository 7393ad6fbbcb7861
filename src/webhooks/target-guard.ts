import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { refuse } from '../kernel/refusals.ts'

export type TargetGuard = {
  /** Refuses `webhook.url-forbidden` for an address that we shall not call. */
  check(uri: string): Promise<void>
  /** The address to connect to: resolved now and allowed, so that a name cannot change between check and call. */
  resolve(uri: string): Promise<{ url: URL; address: string; family: 4 | 6 }>
}

/** Networks that are nobody's public server: our own, private, link-local (cloud metadata), multicast, reserved. */
const forbidden: readonly [string, number, 'ipv4' | 'ipv6'][] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 128, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
]
const loopback: readonly [string, number, 'ipv4' | 'ipv6'][] = [
  ['127.0.0.0', 8, 'ipv4'],
  ['::1', 128, 'ipv6'],
]

type Resolve = (host: string) => Promise<{ address: string; family: number }[]>

/** Keeps webhooks from being turned against our own network (server-side request forgery). */
export function createTargetGuard(options: { allowLoopback: boolean; resolve?: Resolve }): TargetGuard {
  const resolveHost: Resolve = options.resolve ?? ((host) => lookup(host, { all: true }))
  const blocked = new BlockList()
  for (const [network, prefix, family] of forbidden) blocked.addSubnet(network, prefix, family)
  if (!options.allowLoopback)
    for (const [network, prefix, family] of loopback) blocked.addSubnet(network, prefix, family)

  async function resolve(uri: string): Promise<{ url: URL; address: string; family: 4 | 6 }> {
    const url = readUrl(uri)
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const known = isIP(host)
    const found = known ? [{ address: host, family: known }] : await resolveHost(host).catch(() => [])
    const [first] = found
    if (!first) throw refuse('webhook.url-forbidden', { url: uri, reason: 'the host is not known' })
    // One bad address of several is enough: which one is dialled would be chance.
    for (const { address, family } of found) {
      const plain = unmapped(address)
      const kind = family === 4 || isIP(plain) === 4 ? 'ipv4' : 'ipv6'
      if (blocked.check(plain, kind)) {
        throw refuse('webhook.url-forbidden', { url: uri, reason: 'the address belongs to a closed network' })
      }
    }
    return { url, address: first.address, family: first.family === 6 ? 6 : 4 }
  }
  return {
    resolve,
    async check(uri) {
      await resolve(uri)
    },
  }
}

function readUrl(uri: string): URL {
  if (!URL.canParse(uri)) throw refuse('webhook.url-forbidden', { url: uri, reason: 'it is not a URL' })
  const url = new URL(uri)
  const reason =
    url.protocol !== 'http:' && url.protocol !== 'https:'
      ? 'only http and https are called'
      : url.username || url.password
        ? 'it carries a name or a password'
        : null
  if (reason) throw refuse('webhook.url-forbidden', { url: uri, reason })
  return url
}

/** An IPv4 address that dresses up as IPv6. */
function unmapped(address: string): string {
  const dotted = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (dotted) return dotted
  const hex = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address)
  if (!hex) return address
  const [high, low] = [Number.parseInt(hex[1] ?? '0', 16), Number.parseInt(hex[2] ?? '0', 16)]
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}
