import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { refuse } from '../kernel/refusals.ts'

export type Address = { address: string; family: 4 | 6 }
/** Where a call may go: the host of the URL was resolved to these and they are allowed. */
export type Destination = { url: URL; addresses: [Address, ...Address[]] }

export type TargetGuard = {
  /**
   * Refuses `webhook.url-forbidden` for an address that we shall not call. A host that is not known at present passes:
   * it is looked at again before every call.
   */
  check(uri: string): Promise<void>
  /** The same before a call, with the addresses to connect to, so that a name cannot change in between. */
  resolve(uri: string): Promise<Destination>
}

export type TargetGuardOptions = {
  /** A sandbox calls receivers on its own machine. */
  allowLoopback: boolean
  resolve?: (host: string) => Promise<readonly { address: string; family: number }[]>
}

type Network = readonly [address: string, prefix: number]

/** Networks that are nobody's public server: our own, private, link-local (cloud metadata), multicast, reserved. */
const closedIpv4: readonly Network[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]
/** Only 2000::/3 is public, and not those parts of it that carry IPv4 addresses or are reserved. */
const closedIpv6: readonly Network[] = [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]
/** A list for each family: one list of both takes IPv4 for what it is when written as IPv6. */
function isIn(ipv4: readonly Network[], ipv6: readonly Network[]): (address: string) => boolean {
  const [list4, list6] = [new BlockList(), new BlockList()]
  for (const [address, prefix] of ipv4) list4.addSubnet(address, prefix, 'ipv4')
  for (const [address, prefix] of ipv6) list6.addSubnet(address, prefix, 'ipv6')
  return (address) => (isIP(address) === 4 ? list4.check(address, 'ipv4') : list6.check(address, 'ipv6'))
}
const isClosed = isIn(closedIpv4, closedIpv6)
const isLoopback = isIn([['127.0.0.0', 8]], [['::1', 128]])

/** Keeps webhooks from being turned against our own network (server-side request forgery). */
export function createTargetGuard({ allowLoopback, resolve }: TargetGuardOptions): TargetGuard {
  const resolveHost = oneAtATime(resolve ?? ((host) => lookup(host, { all: true })))
  const isAllowed = (address: string): boolean => {
    const plain = plainAddress(address)
    return !isClosed(plain) || (allowLoopback && isLoopback(plain))
  }

  async function destinationOf(uri: string): Promise<{ url: URL; addresses: Address[] }> {
    const url = readUrl(uri)
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const family = isIP(host)
    const found = family ? [{ address: host, family }] : await resolveHost(host).catch(() => [])
    // One bad address of several is enough: which one is dialled would be chance.
    if (!found.every(({ address }) => isAllowed(address)))
      throw forbidden(uri, 'it belongs to a closed network')
    const addresses = found.map(
      (one): Address => ({ address: one.address, family: one.family === 6 ? 6 : 4 }),
    )
    return { url, addresses }
  }
  return {
    async check(uri) {
      await destinationOf(uri)
    },
    async resolve(uri) {
      const { url, addresses } = await destinationOf(uri)
      const [first, ...others] = addresses
      if (!first) throw forbidden(uri, 'the host is not known')
      return { url, addresses: [first, ...others] }
    },
  }
}

const forbidden = (url: string, reason: string): Error => refuse('webhook.url-forbidden', { url, reason })

/** Reads it as our HTTP client will: decimal, octal and short forms of IPv4 become the address they mean. */
function readUrl(uri: string): URL {
  if (!URL.canParse(uri)) throw forbidden(uri, 'it is not a URL')
  const url = new URL(uri)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw forbidden(uri, 'only http and https are called')
  if (url.username || url.password) throw forbidden(uri, 'it carries a name or a password')
  return url
}

/** Without a zone; an IPv4 address that dresses up as IPv6 as what it is. */
function plainAddress(address: string): string {
  const [bare = address] = address.split('%')
  const dotted = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1]
  if (dotted) return dotted
  const hex = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(bare)
  if (!hex) return bare
  const [high, low] = [Number.parseInt(hex[1] ?? '0', 16), Number.parseInt(hex[2] ?? '0', 16)]
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

/** Those who ask for the same at the same time share one answer: look-ups take threads of which there are few. */
function oneAtATime<T>(work: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const underWay = new Map<string, Promise<T>>()
  return (key) => {
    const present = underWay.get(key)
    if (present) return present
    const made = work(key).finally(() => underWay.delete(key))
    underWay.set(key, made)
    return made
  }
}
