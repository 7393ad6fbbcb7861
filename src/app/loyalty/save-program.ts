import type { WalletTerms } from '../../domain/loyalty/ledger.ts'
import type {
  Books,
  LoyaltyCampaign,
  LoyaltyProgram,
  LoyaltyProgramType,
} from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import { saveDecided } from '../books/save-books.ts'
import type { App } from '../ports.ts'
import type { LoyaltyScope } from './loyalty-scope.ts'

/** What is said of a programme; undefined: it stays as it is. */
export type ProgramChanges = {
  name?: string
  nameEn?: string
  description?: string
  isActive?: boolean
  type?: LoyaltyProgramType
  from?: string
  to?: string | null
  notifiesAboutBalance?: boolean
  organizationIds?: Uuid[]
  /** Of its wallet; a programme that keeps no money has none. */
  limits?: WalletTerms
}

/** Programmes of these types keep money (biz-card-api §12.7). */
const withWallet: ReadonlySet<LoyaltyProgramType> = new Set([0, 1, 2, 4])
const certificates: LoyaltyProgramType = 4
const noLimits: WalletTerms = { overdraftLimit: 0n, offlineLimit: 0n }

/**
 * Begins a programme; answers its id. Only one of certificates may be there (biz-card-api §12.7). Whoever brings an id of a
 * programme that is there already has begun it before: it stays as it is.
 */
export async function createProgram(
  app: App,
  scope: LoyaltyScope,
  {
    name,
    type,
    limits = noLimits,
    ...changes
  }: ProgramChanges & { name: string; type: LoyaltyProgramType; from: string },
  id: Uuid = app.random.uuid(),
): Promise<Uuid> {
  const walletId = app.random.uuid()
  const body: LoyaltyProgram = {
    ...{ name, type, description: '', isActive: true, templateType: 0, to: null, isDefault: false },
    ...{ notifiesAboutBalance: false, refillType: 0, campaigns: [] },
    wallet: withWallet.has(type) ? { id: walletId, name, ...limits } : null,
    organizationIds: [scope.organizationId],
    ...given(changes),
    from: changes.from,
  }
  await decide(app, scope, (catalog) => {
    const hasOther = catalog
      .all('loyaltyProgram')
      .some((one) => !one.isDeleted && one.body.type === certificates)
    const begun = catalog.living('loyaltyProgram', id)
    if (begun) return { id, body: begun.body }
    if (type === certificates && hasOther) throw refuse('loyalty-program.second-certificate')
    return { id, body }
  })
  return id
}

/** Changes a programme; its type stays what it was (biz-card-api §12.7). */
export const updateProgram = (
  app: App,
  scope: LoyaltyScope,
  id: Uuid,
  { type, limits, ...changes }: ProgramChanges,
): Promise<void> =>
  decide(app, scope, (catalog) => {
    const { body } = living(catalog, id)
    if (type !== undefined && type !== body.type) throw refuse('loyalty-program.type-fixed', { id })
    const wallet = body.wallet && { ...body.wallet, ...limits }
    return { id, body: { ...body, ...given(changes), wallet } }
  })

/** Puts a campaign into a programme, or in the place of the one with its id there. */
export const saveCampaign = (
  app: App,
  scope: LoyaltyScope,
  programId: Uuid,
  campaign: LoyaltyCampaign,
  isNew: boolean,
): Promise<void> =>
  decide(app, scope, (catalog) => {
    const { body } = living(catalog, programId)
    const isThere = body.campaigns.some(({ id }) => id === campaign.id)
    if (!isNew && !isThere) throw refuse('loyalty-campaign.unknown', { id: campaign.id })
    requireKnown(catalog, campaign)
    const others = body.campaigns.filter(({ id }) => id !== campaign.id)
    const at = body.campaigns.findIndex(({ id }) => id === campaign.id)
    const campaigns = others.toSpliced(isThere ? at : others.length, 0, campaign)
    return { id: programId, body: { ...body, campaigns } }
  })

const given = <T extends object>(changes: T) =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }

function living(catalog: Catalog, id: Uuid) {
  const program = catalog.living('loyaltyProgram', id)
  if (!program) throw refuse('loyalty-program.unknown', { id })
  return program
}

const decide = (
  app: App,
  { tenantId, actor }: LoyaltyScope,
  choose: (catalog: Catalog) => { id: Uuid; body: LoyaltyProgram },
): Promise<void> =>
  saveDecided(app, tenantId, actor, (catalog) => {
    const { id, body } = choose(catalog)
    requireSensible(catalog, body)
    return [{ book: 'loyaltyProgram', organizationId: null, id, isDeleted: false, body }]
  })

function requireSensible(catalog: Catalog, { name, from, to, organizationIds }: LoyaltyProgram): void {
  if (name.trim() === '') throw refuse('request.field-required', { field: 'name' })
  if (to !== null && to < from) throw refuse('loyalty-program.period-backwards')
  const stranger = organizationIds.find((id) => !catalog.living('organization', id))
  if (stranger !== undefined) throw refuse('loyalty-program.organization-unknown', { id: stranger })
}

/** All that conditions and actions name must be there, so that a slip of the pen gives nobody a gift for nothing. */
export function requireKnown(
  catalog: Catalog,
  { from, to, orderBindings, registrationBindings }: LoyaltyCampaign,
): void {
  if (to !== null && to < from) throw refuse('loyalty-program.period-backwards')
  const named: [keyof Books, readonly Uuid[]][] = []
  for (const part of [...orderBindings, ...registrationBindings].flatMap((one) => [
    ...one.conditions,
    ...one.actions,
  ])) {
    if ('productIds' in part) named.push(['product', part.productIds])
    if (part.kind === 'products') named.push(['productCategory', part.categoryIds])
    if (part.kind === 'guestCategory') named.push(['guestCategory', part.categoryIds])
    if ('lines' in part)
      named.push(['product', part.lines.productIds], ['productCategory', part.lines.categoryIds])
    if ('seriesId' in part) named.push(['couponSeries', [part.seriesId]])
    if ('manualConditionId' in part) named.push(['manualCondition', [part.manualConditionId]])
    if ('comboActionIds' in part) named.push(['comboAction', part.comboActionIds])
  }
  for (const [book, ids] of named) {
    const missing = ids.find((id) => !catalog.living(book, id))
    if (missing !== undefined) throw refuse('loyalty-campaign.thing-unknown', { book, id: missing })
  }
}
