import type { Licence, Licences } from '../app/ports.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Uuid } from '../kernel/ids.ts'
import { refuse } from '../kernel/refusals.ts'
import { type LicenceModule, licenceModules, licencePackages, moduleOf } from './modules.ts'
import { keepSeats, type Seat, type SeatReport } from './seats.ts'

/** What a module without a licence means: as much as anybody wants, or nothing. */
export type LicensingMode = 'ample' | 'strict'

export type LicensingOptions = {
  storage: { now: { licences: Pick<Licences, 'of'> } }
  clock: Clock
  mode: LicensingMode
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
  mode: LicensingMode
  /** Refuses with `access.licence-expired`. Asked on every call, so it is cheap. */
  check(tenantId: Uuid, module: string | number): Promise<void>
  /**
   * One seat for each holder over the whole tenant: the same one again has it already, for the longer of the two
   * leases. A seat without a lease is kept until it is released. Refuses `access.licence-seats`.
   */
  takeSeat(tenantId: Uuid, module: string | number, holder: string, leaseMs?: number): Promise<Seat>
  /** Frees every seat of a holder, such as a key that was switched off. */
  free(tenantId: Uuid, holder: string): void
  /** Who has seats of a module in this process now. */
  holders(tenantId: Uuid, module: string | number): string[]
  /** The known modules and those that the tenant has licences or holders of. */
  state(tenantId: Uuid): Promise<LicenceState[]>
  /** What became of the seats of each module that somebody asked for, by its name. */
  seats(tenantId: Uuid): ({ module: string } & SeatReport)[]
  /** Licences were changed here; elsewhere they are read again within half a minute. */
  forget(tenantId: Uuid): void
}

const freshMs = 30_000

type Grant = Pick<LicenceState, 'isValid' | 'seats' | 'expiresAt'>

/** Who may open a session of which API, and how many at once. */
export function createLicences({ storage, clock, mode }: LicensingOptions): Licensing {
  const kept = new Map<Uuid, { licences: Promise<Licence[]>; readAt: number }>()
  const seats = keepSeats(clock)

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

  return {
    mode,

    async check(tenantId, asked) {
      await validGrant(tenantId, moduleOf(asked))
    },

    async takeSeat(tenantId, asked, holder, leaseMs) {
      const module = moduleOf(asked)
      const grant = await validGrant(tenantId, module)
      return seats.take({ tenantId, module: module.name, holder }, grant.seats, leaseMs)
    },

    free: seats.free,

    holders: (tenantId, asked) => seats.holders(tenantId, moduleOf(asked).name),

    async state(tenantId) {
      const packages = new Set(licencePackages.map((one) => one.name.toLowerCase()))
      const others = [...(await licencesOf(tenantId)).map((licence) => licence.module)]
        .filter((name) => !packages.has(name.toLowerCase()))
        .concat(seats.modules(tenantId))
      const modules = new Map([...licenceModules, ...others.map(moduleOf)].map((one) => [one.name, one]))
      return Promise.all(
        [...modules.values()].map(async (module) => ({
          ...module,
          ...(await grantOf(tenantId, module)),
          taken: seats.count(tenantId, module.name),
        })),
      )
    },

    seats: (tenantId) =>
      seats.modules(tenantId).map((module) => ({ module, ...seats.report(tenantId, module) })),

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
  const isCounted = good.every(({ seats }) => seats !== null)
  return {
    isValid: good.length > 0,
    seats: isCounted ? good.reduce((sum, { seats }) => sum + (seats ?? 0), 0) : null,
    expiresAt: Number.isFinite(last) ? last : null,
  }
}
