import type { Clock } from '../../kernel/clock.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { WireError } from './errors.ts'
import type { operations } from './generated/operations.ts'

export type RestrictionGroup = Exclude<(typeof operations)[keyof typeof operations]['restrictionGroup'], null>

/** So many calls at once; they come back evenly over the slot. */
export type Budget = { calls: number; slotSeconds: number }

export type LimitProfile = {
  groups: Record<RestrictionGroup, Budget>
  /** `nomenclature` without a revision, for each restaurant and login (cloud-api §2.8). */
  nomenclatureWithoutRevision: Budget
}

export const limitProfileNames = ['off', 'iiko-like', 'strict'] as const
export type LimitProfileName = (typeof limitProfileNames)[number]

const perMinute = (calls: number): Budget => ({ calls, slotSeconds: 60 })

/**
 * The vendor publishes the groups but no numbers; these are ours, near to what its clients report. Polling groups are
 * wide, heavy reads are narrow.
 */
const likeIiko: LimitProfile = {
  groups: {
    'Data: geo': perMinute(30),
    'Data: dictionaries': perMinute(60),
    'Data: menu': perMinute(20),
    'Data: stoplists': perMinute(20),
    'Data: changing stoplists': perMinute(20),
    'Orders: preparing': perMinute(60),
    'Orders: creating': perMinute(60),
    'Orders: receiving': perMinute(60),
    'Orders: receiving by revision': perMinute(60),
    'Orders: changing': perMinute(60),
    'Orders: loading data': perMinute(20),
    'Order status: changing': perMinute(60),
    'Order payments: changing': perMinute(60),
    'Order driver: changing': perMinute(60),
    'Drafts: creating': perMinute(60),
    'Drafts: receiving': perMinute(60),
    'Drafts: changing': perMinute(60),
    'Drivers: dictionaries': perMinute(20),
    'Drivers: location': perMinute(60),
    'Employees: dictionaries': perMinute(20),
    'Employees: shifts': perMinute(30),
    Commands: perMinute(120),
    Notifications: perMinute(30),
    'Organizations: settings': perMinute(30),
    'WebHooks: settings': perMinute(10),
    'POS: availability': perMinute(60),
    'Guests: info': perMinute(300),
    'Guests: creating': perMinute(600),
    'Guests: changing': perMinute(60),
    'Loyalty: order calculate': perMinute(300),
    'Loyalty: dictionaries': perMinute(20),
    'Loyalty: messages': perMinute(30),
    'Loyalty: wallets': perMinute(60),
    'Loyalty: coupons': perMinute(30),
    Deprecated: perMinute(10),
  },
  nomenclatureWithoutRevision: { calls: 1, slotSeconds: 3600 },
}

const strictGroups = Object.fromEntries(
  Object.keys(likeIiko.groups).map((group) => [group, perMinute(5)]),
) as LimitProfile['groups']

/** `strict` is for tests of clients: every budget is small enough to be met by hand. */
const limitProfiles: Record<LimitProfileName, LimitProfile | null> = {
  off: null,
  'iiko-like': likeIiko,
  strict: { groups: strictGroups, nomenclatureWithoutRevision: likeIiko.nomenclatureWithoutRevision },
}

/** Where a login stands in a group after a call; seconds are rounded up. */
export type Standing = {
  isAllowed: boolean
  limit: number
  remaining: number
  resetSeconds: number
  retrySeconds: number
}

export type RateLimits = {
  readonly profile: LimitProfileName
  readonly profiles: readonly LimitProfileName[]
  /** Takes effect at once and forgets what was used. */
  setProfile(name: LimitProfileName): void
  /** Counts a call of a login; null when nothing is limited. */
  take(loginId: Uuid, group: RestrictionGroup): Standing | null
  takeNomenclatureWithoutRevision(loginId: Uuid, organizationId: Uuid): Standing | null
}

/** A bucket is the instant at which it will be full again: each call moves it on by its share of the slot. */
type Bucket = { fullAt: number }

function takeToken(bucket: Bucket, { calls, slotSeconds }: Budget, now: number): Standing {
  const slotMs = slotSeconds * 1000
  const costMs = slotMs / calls
  // A sandbox clock may be set back: nobody waits longer than a slot for it.
  const fullAt = Math.min(Math.max(bucket.fullAt, now), now + slotMs)
  const isAllowed = fullAt + costMs <= now + slotMs
  bucket.fullAt = isAllowed ? fullAt + costMs : fullAt
  const seconds = (ms: number) => Math.ceil(ms / 1000)
  return {
    isAllowed,
    limit: calls,
    remaining: Math.floor((now + slotMs - bucket.fullAt) / costMs),
    resetSeconds: seconds(bucket.fullAt - now),
    retrySeconds: isAllowed ? 0 : Math.max(1, seconds(bucket.fullAt + costMs - now - slotMs)),
  }
}

/** Budgets of logins, kept in this process: behind several nodes each counts for itself. */
export function createRateLimits(clock: Clock, initial: LimitProfileName = 'off'): RateLimits {
  let profile = initial
  const buckets = new Map<string, Bucket>()
  const take = (name: string, budget: Budget | undefined): Standing | null => {
    if (!budget) return null
    const now = clock.now()
    const bucket = buckets.get(name) ?? { fullAt: now }
    buckets.set(name, bucket)
    return takeToken(bucket, budget, now)
  }
  return {
    profiles: limitProfileNames,
    get profile() {
      return profile
    },
    setProfile(name) {
      profile = name
      buckets.clear()
    },
    take: (loginId, group) => take(`${loginId}/${group}`, limitProfiles[profile]?.groups[group]),
    takeNomenclatureWithoutRevision: (loginId, organizationId) =>
      take(`${loginId}/${organizationId}`, limitProfiles[profile]?.nomenclatureWithoutRevision),
  }
}

/** For every answer of a limited call (cloud-api §2.8). */
export const limitHeaders = (group: string, standing: Standing): Record<string, string> => ({
  'x-restriction-group': group,
  'ratelimit-limit': String(standing.limit),
  'ratelimit-remaining': String(standing.remaining),
  'ratelimit-reset': String(standing.resetSeconds),
})

export const tooManyRequests = (standing: Standing, description: string, error: string): WireError =>
  new WireError({
    status: 429,
    description,
    error,
    headers: { 'retry-after': String(standing.retrySeconds) },
  })
