import { settingsText } from '../../../app/loyalty/campaign-settings.ts'
import { programsInForce } from '../../../app/loyalty/loyalty-scope.ts'
import { saveGuestCategory } from '../../../app/loyalty/save-guest-category.ts'
import { createProgram, saveCampaign, updateProgram } from '../../../app/loyalty/save-program.ts'
import type {
  BookItem,
  LoyaltyBinding,
  LoyaltyCampaign,
  LoyaltyProgramType,
} from '../../../domain/reference/books.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Call, Handler } from '../call.ts'
import { fault } from '../faults.ts'
import { pathOrganization } from '../operations/organizations.ts'
import { deskOf, deskOfOwner } from './desk.ts'
import { categoryOnWire, walletOnWire } from './guest-on-wire.ts'
import { readCampaign, readProgram } from './read-program.ts'

const programRight = 'loyalty/iiko/program'
const day = (date: string | null): string | null => (date === null ? null : `${date}T00:00:00`)

const bindingOnWire = (binding: LoyaltyBinding) => ({
  id: binding.id,
  stopFurtherExecution: binding.stopsFurtherExecution,
  actions: binding.actions.map(settingsText),
  conditions: binding.conditions.map(settingsText),
})

/** A campaign with its builder's blocks as texts (biz-card-api §12.7); those of registration have the cloud's name. */
const campaignOnWire = (programId: Uuid, campaign: LoyaltyCampaign, networkId: Uuid) => ({
  id: campaign.id,
  programId,
  name: campaign.name,
  description: campaign.description,
  isActive: campaign.isActive,
  periodFrom: day(campaign.from),
  periodTo: day(campaign.to),
  organizationId: null,
  networkId,
  canHoldMoney: campaign.orderBindings
    .flatMap(({ actions }) => actions)
    .some((action) => action.kind === 'payByBonuses' && action.canHold),
  orderActionConditionBindings: campaign.orderBindings.map(bindingOnWire),
  periodicActionConditionBindings: [],
  overdraftActionConditionBindings: [],
  guestRegistrationActionConditionBindings: campaign.registrationBindings.map(bindingOnWire),
})

const programOnWire = ({ id, body }: BookItem<'loyaltyProgram'>, networkId: Uuid) => ({
  id,
  name: body.name,
  description: body.description,
  serviceFrom: day(body.from),
  serviceTo: day(body.to),
  walletId: body.wallet?.id ?? null,
  organizationId: null,
  networkId,
  notifyAboutBalanceChanges: body.notifiesAboutBalance,
  programType: body.type,
  isActive: body.isActive,
  marketingCampaigns: body.campaigns.map((campaign) => campaignOnWire(id, campaign, networkId)),
  appliedOrganizations: body.organizationIds,
})

/** Programmes as they are after a change of this very call. */
async function present({ app, login }: Call, id: Uuid): Promise<BookItem<'loyaltyProgram'>> {
  const program = (await app.catalog(login.key.tenantId)).living('loyaltyProgram', id)
  if (!program) throw fault(400, `Program ${id} is not found`)
  return program
}

const list: Handler = async (call) => {
  const { scope, isOfNetwork } = deskOfOwner(call, programRight)
  return call.catalog
    .all('loyaltyProgram')
    .filter(
      ({ isDeleted, body }) =>
        !isDeleted && (isOfNetwork || body.organizationIds.includes(scope.organizationId)),
    )
    .map((program) => programOnWire(program, scope.tenantId))
}

const create: Handler = async (call) => {
  const { scope, place } = deskOfOwner(call, editRight)
  const { name, type, from, ...changes } = readProgram(call.body)
  if (name === undefined) throw call.body.missing('name')
  if (type === undefined) throw call.body.missing('programType')
  const today = place.time(call.app.clock.now())?.slice(0, 'yyyy-MM-dd'.length) ?? ''
  const id = await createProgram(call.app, scope, { ...changes, name, type, from: from ?? today })
  return programOnWire(await present(call, id), scope.tenantId)
}

const update: Handler = async (call) => {
  const { scope } = deskOfOwner(call, editRight)
  const id = call.body.requiredId('id')
  await updateProgram(call.app, scope, id, readProgram(call.body))
  return programOnWire(await present(call, id), scope.tenantId)
}

/** No right of the cloud changes programmes, so one of this family's own does. */
const editRight = 'loyalty/iiko/program/update'

const saveOf =
  (isNew: boolean): Handler =>
  async (call) => {
    const { scope } = deskOfOwner(call, editRight)
    const { app, body } = call
    const programId = body.requiredId('programId')
    const program = await present(call, programId)
    const id = isNew ? app.random.uuid() : body.requiredId('id')
    const before = program.body.campaigns.find((one) => one.id === id) ?? null
    const campaign = readCampaign(body, {
      id,
      before,
      newId: () => app.random.uuid(),
      from: program.body.from,
    })
    await saveCampaign(app, scope, programId, campaign, isNew)
    const saved = (await present(call, programId)).body.campaigns.find((one) => one.id === id) ?? campaign
    return campaignOnWire(programId, saved, scope.tenantId)
  }

const moneyPrograms: ReadonlySet<LoyaltyProgramType> = new Set([0, 1, 2])

/** Only those that work now and have an account (§12.7). */
const nutritions: Handler = async (call) => {
  const { scope } = deskOf(call, pathOrganization(call), programRight)
  return programsInForce(call.catalog, scope.organizationId, call.app.clock.now())
    .filter(({ body }) => body.wallet !== null && moneyPrograms.has(body.type))
    .map(({ id, body }) => ({
      id,
      name: body.name,
      description: body.description,
      serviceFrom: day(body.from),
      serviceTo: day(body.to),
      wallets: body.wallet ? [walletOnWire(body.wallet.id, call.catalog)] : [],
    }))
}

/** What a site tells its guests of: active campaigns of the programmes that work in the organization (§3.3). */
const campaigns: Handler = async (call) => {
  const { scope } = deskOf(call, pathOrganization(call), programRight)
  return programsInForce(call.catalog, scope.organizationId, call.app.clock.now()).flatMap(({ body }) =>
    body.campaigns
      .filter(({ isActive }) => isActive)
      .map(({ id, name, description, from, to }) => ({
        ...{ id, name, description, imageUrl: null },
        ...{ start: from, end: to },
      })),
  )
}

/** Categories are the company's: any outlet shows all of them (§12). */
const categories: Handler = async (call) => {
  deskOf(call, pathOrganization(call), 'loyalty/iiko/customer_category')
  return call.catalog
    .all('guestCategory')
    .filter(({ isDeleted }) => !isDeleted)
    .map(categoryOnWire)
}

const nameMax = 255

const saveCategory: Handler = async (call) => {
  const { scope } = deskOf(call, pathOrganization(call), 'loyalty/iiko/customer_category/update')
  const { app, body } = call
  const [isActive, isDefault] = [body.flag('isActive'), body.flag('isDefaultForNewGuests')]
  if (isActive === null) throw body.missing('isActive')
  if (isDefault === null) throw body.missing('isDefaultForNewGuests')
  const category = {
    name: body.requiredText('name', nameMax),
    isActive,
    isDefaultForNewGuests: isDefault,
  }
  const id = await saveGuestCategory(app, scope, body.id('id'), category)
  return categoryOnWire({ id, body: category })
}

const conditions: Handler = async (call) => {
  deskOf(call, call.query.id('organization', 'organizationId'), 'loyalty/iiko/manual_condition')
  return call.catalog
    .all('manualCondition')
    .filter(({ isDeleted }) => !isDeleted)
    .map(({ id, body }) => ({ id, caption: body.name }))
}

/** Programmes, campaigns, categories and conditions (§12.4, §12.7, §12.11). */
export const programHandlers = {
  'organization/programs': list,
  'organization/create_program': create,
  'organization/update_program': update,
  'organization/create_marketing_campaign': saveOf(true),
  create_marketing_campaign: saveOf(true),
  'organization/update_marketing_campaign': saveOf(false),
  'organization/{organizationId}/corporate_nutritions': nutritions,
  'organization/{organizationId}/marketing_campaigns': campaigns,
  'organization/{organizationId}/guest_categories': categories,
  'organization/{organizationId}/create_or_update_guest_category': saveCategory,
  'orders/get_manual_condition_infos': conditions,
} satisfies Record<string, Handler>
