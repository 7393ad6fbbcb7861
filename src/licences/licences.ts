import type { Licence, Licences } from '../app/ports.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Uuid } from '../kernel/ids.ts'
import { refuse } from '../kernel/refusals.ts'
import { type LicenceModule, licenceModules, licencePackages, moduleOf } from './modules.ts'

export type LicensingOptions = {
  storage: { now: { licences: Pick<Licences, 'of'> } }
  clock: Clock
  /** What a module without a licence means: as much as anybody wants, or nothing. */
  mode: 'ample' | 'strict'
}

/** One connection of a module. */
export type Seat = {
  module: string
  holder: string
  /** Frees it; a second time does nothing. */
  release(): void
}

export type LicenceState = LicenceModule & {
  isValid: boolean
  /** Null: without limit. */
  seats: number | null
  taken: number
  /** The last day of those that are good, else of those that were; null: without end. */
  expiresAt: number | null
}

export type Licensing = {
  /** Refuses with `access.licence-expired`. Asked on every call, so it is cheap. */
  check(tenantId: Uuid, module: string | number): Promise<void>
  /** One seat for each holder over the whole tenant: the same one again has it already. Refuses `access.licence-seats`. */
  takeSeat(tenantId: Uuid, module: string | number, holder: string): Promise<Seat>
  /** The known modules and those that the tenant has licences or holders of. */
  state(tenantId: Uuid): Promise<LicenceState[]>
  /** Licences were changed here; elsewhere they are read again within half a minute. */
  forget(tenantId: Uuid): void
}

const freshMs = 30_000

type Grant = Pick<LicenceState, 'isValid' | 'seats' | 'expiresAt'>

/** Who may open a session of which API, and how many at once. */
export function createLicences({ storage, clock, mode }: LicensingOptions): Licensing {
  const kept = new Map<Uuid, { licences: Promise<Licence[]>; readAt: number }>()
  const taken = new Map<Uuid, Map<string, Map<string, Seat>>>()

  function licencesOf(tenantId: Uuid): Promise<Licence[]> {
    const now = clock.now()
    const entry = kept.get(tenantId)
    if (entry && now >= entry.readAt && now - entry.readAt <= freshMs) return entry.licences
    const read = { licences: storage.now.licences.of(tenantId), readAt: now }
    kept.set(tenantId, read)
    // A failure is not remembered.
    read.licences.catch(() => {
      if (kept.get(tenantId) === read) kept.delete(tenantId)
    })
    return read.licences
  }

  async function grantOf(tenantId: Uuid, module: LicenceModule): Promise<Grant> {
    const own = (await licencesOf(tenantId)).filter((licence) => covers(licence, module))
    if (own.length === 0)
      return { isValid: mode === 'ample', seats: mode === 'ample' ? null : 0, expiresAt: null }
    return sumOf(own, clock.now())
  }

  async function validGrant(tenantId: Uuid, module: LicenceModule): Promise<Grant> {
    const grant = await grantOf(tenantId, module)
    if (!grant.isValid) throw refuse('access.licence-expired', { module: module.name })
    return grant
  }

  function holdersOf(tenantId: Uuid, module: LicenceModule): Map<string, Seat> {
    const modules = inMap(taken, tenantId, () => new Map<string, Map<string, Seat>>())
    return inMap(modules, module.name, () => new Map<string, Seat>())
  }

  return {
    async check(tenantId, asked) {
      await validGrant(tenantId, moduleOf(asked))
    },

    async takeSeat(tenantId, asked, holder) {
      const module = moduleOf(asked)
      const { seats } = await validGrant(tenantId, module)
      const holders = holdersOf(tenantId, module)
      const present = holders.get(holder)
      if (present) return present
      if (seats !== null && holders.size >= seats) {
        throw refuse('access.licence-seats', { module: module.name, seats })
      }
      const seat: Seat = {
        module: module.name,
        holder,
        release() {
          if (holders.get(holder) === seat) holders.delete(holder)
        },
      }
      holders.set(holder, seat)
      return seat
    },

    async state(tenantId) {
      const packages = new Set(licencePackages.map((one) => one.name.toLowerCase()))
      const others = [...(await licencesOf(tenantId)).map((licence) => licence.module)]
        .filter((name) => !packages.has(name.toLowerCase()))
        .concat([...(taken.get(tenantId)?.keys() ?? [])])
      const modules = new Map([...licenceModules, ...others.map(moduleOf)].map((one) => [one.name, one]))
      return Promise.all(
        [...modules.values()].map(async (module) => ({
          ...module,
          ...(await grantOf(tenantId, module)),
          taken: holdersOf(tenantId, module).size,
        })),
      )
    },

    forget: (tenantId) => {
      kept.delete(tenantId)
    },
  }
}

/** A licence is for a module or for a package with it inside. */
function covers(licence: Licence, module: LicenceModule): boolean {
  const name = licence.module.toLowerCase()
  const bought = licencePackages.find((one) => one.name.toLowerCase() === name)
  return bought ? bought.includes.includes(module.name) : moduleOf(licence.module).name === module.name
}

/** Licences of one module add up while they last. */
function sumOf(licences: readonly Licence[], now: number): Grant {
  const good = licences.filter(({ expiresAt }) => expiresAt === null || expiresAt > now)
  const counted = good.length > 0 ? good : licences
  const ends = counted.map(({ expiresAt }) => expiresAt ?? Number.POSITIVE_INFINITY)
  const last = Math.max(...ends)
  return {
    isValid: good.length > 0,
    seats: good.reduce((sum, { seats }) => sum + seats, 0),
    expiresAt: Number.isFinite(last) ? last : null,
  }
}

function inMap<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const present = map.get(key)
  if (present !== undefined) return present
  const made = make()
  map.set(key, made)
  return made
}
