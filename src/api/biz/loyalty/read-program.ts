import type { ProgramChanges } from '../../../app/loyalty/save-program.ts'
import { type GivenSettings, readAction, readCondition } from '../../../domain/loyalty/read-settings.ts'
import type { LoyaltyBinding, LoyaltyCampaign, LoyaltyProgramType } from '../../../domain/reference/books.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { fault } from '../faults.ts'
import type { Fields } from '../wire/body.ts'
import { readId } from '../wire/query.ts'

const longest = { name: 255, description: 2000, settings: 100_000, typeName: 100 } as const

/** What a body says of a programme; what it does not say stays (biz-card-api §12.7). Campaigns have calls of their own. */
export function readProgram(body: Fields): ProgramChanges {
  const to = readDay(body, 'serviceTo')
  const changes: ProgramChanges = {}
  const name = body.text('name', longest.name)
  if (name !== null) changes.name = name
  const description = body.text('description', longest.description)
  if (description !== null) changes.description = description
  const isActive = body.flag('isActive')
  if (isActive !== null) changes.isActive = isActive
  const notifies = body.flag('notifyAboutBalanceChanges')
  if (notifies !== null) changes.notifiesAboutBalance = notifies
  const type = readType(body)
  if (type !== null) changes.type = type
  const from = readDay(body, 'serviceFrom')
  if (from !== null) changes.from = from
  if (to !== null) changes.to = to
  const organizations = body.value('appliedOrganizations')
  if (organizations !== undefined) {
    if (!Array.isArray(organizations)) throw fault(400, "The field 'appliedOrganizations' must be an array")
    changes.organizationIds = organizations.map((id) => readId(String(id), 'appliedOrganizations'))
  }
  return changes
}

const lastType = 4n

function readType(body: Fields): LoyaltyProgramType | null {
  const type = body.decimal('programType', 0)
  if (type === null) return null
  if (type < 0n || type > lastType) throw fault(400, "The field 'programType' must be a number from 0 to 4")
  return Number(type) as LoyaltyProgramType
}

/** A day of the wire, with any time behind it. */
function readDay(body: Fields, member: string): string | null {
  const text = body.text(member)
  if (text === null) return null
  const day = text.slice(0, 'yyyy-MM-dd'.length)
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(`${day}T00:00:00Z`)))
    throw fault(400, `The field '${body.name(member)}' is not a date: ${text}`)
  return day
}

type CampaignContext = { id: Uuid; before: LoyaltyCampaign | null; newId: () => Uuid; from: string }

/** A campaign of the wire; what this API has no field for stays as it was. */
export function readCampaign(body: Fields, { id, before, newId, from }: CampaignContext): LoyaltyCampaign {
  const bindings = (member: string, kept: readonly LoyaltyBinding[] | undefined): LoyaltyBinding[] =>
    body.value(member) === undefined
      ? [...(kept ?? [])]
      : body.list(member).map((binding) => readBinding(binding, newId))
  for (const member of ['periodicActionConditionBindings', 'overdraftActionConditionBindings'])
    if (body.list(member).length > 0)
      throw fault(400, `The field '${member}' must be empty: such campaigns are not supported`)
  return {
    id,
    name: body.text('name', longest.name) ?? before?.name ?? required(body, 'name'),
    ...(before?.nameEn === undefined ? {} : { nameEn: before.nameEn }),
    description: body.text('description', longest.description) ?? before?.description ?? '',
    isActive: body.flag('isActive') ?? before?.isActive ?? true,
    from: readDay(body, 'periodFrom') ?? before?.from ?? from,
    to: readDay(body, 'periodTo') ?? before?.to ?? null,
    order: before?.order ?? 0,
    exclusiveGroup: before?.exclusiveGroup ?? null,
    needsCertificate: before?.needsCertificate ?? false,
    orderBindings: bindings('orderActionConditionBindings', before?.orderBindings),
    registrationBindings: bindings('guestRegistrationActionConditionBindings', before?.registrationBindings),
  }
}

function required(body: Fields, member: string): never {
  throw body.missing(member)
}

const readBinding = (binding: Fields, newId: () => Uuid): LoyaltyBinding => ({
  id: binding.id('id') ?? newId(),
  stopsFurtherExecution: binding.flag('stopFurtherExecution') ?? false,
  conditions: binding.list('conditions').map((one) => readCondition(settingsOf(one, newId))),
  actions: binding.list('actions').map((one) => readAction(settingsOf(one, newId))),
})

/** The check sum is ours to make, so what comes with it is not looked at. */
const settingsOf = (part: Fields, newId: () => Uuid): GivenSettings => ({
  id: part.id('id') ?? newId(),
  typeName: part.requiredText('typeName', longest.typeName),
  settings: part.requiredText('settings', longest.settings),
})
