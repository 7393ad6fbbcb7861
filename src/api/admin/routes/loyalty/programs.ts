import { notFound } from '../../../../app/admin/problems.ts'
import { putGuestCategory } from '../../../../app/loyalty/save-guest-category.ts'
import { createProgram, saveCampaign, updateProgram } from '../../../../app/loyalty/save-program.ts'
import type { WalletTerms } from '../../../../domain/loyalty/ledger.ts'
import type { LoyaltyProgramType } from '../../../../domain/reference/books.ts'
import type { AdminCall, Route } from '../../call.ts'
import { Form, isId } from '../../form.ts'
import { living } from '../books.ts'
import { deskOf, idOf, type OfficeDesk } from './desk.ts'
import { programView } from './program-view.ts'
import { readCampaign, readName } from './read-campaign.ts'

const path = '/loyalty/programs'
const types = [0, 1, 2, 3, 4] as const satisfies readonly LoyaltyProgramType[]

async function programs(call: AdminCall) {
  const desk = await deskOf(call)
  return {
    programs: living(desk.catalog, 'loyaltyProgram')
      .sort((a, b) => Number(b.body.isDefault) - Number(a.body.isDefault) || (a.id < b.id ? -1 : 1))
      .map((program) => programView(program, desk)),
  }
}

/** Whatever is there is changed, otherwise a programme begins with this id. */
async function saveProgram(call: AdminCall) {
  const { app, body } = call
  const { scope, catalog, organization } = await deskOf(call)
  const id = idOf(call)
  const form = new Form(body)
  const { nameEn, ...told } = readName(form)
  const changes = {
    ...{ ...told, ...(nameEn === null ? {} : { nameEn }) },
    type: form.oneOf('type', types),
    isActive: form.flag('isActive'),
    from: form.day('from'),
    to: form.dayOrNull('to'),
    notifiesAboutBalance: form.flag('notifiesAboutBalance'),
    organizationIds: form.list('organizationIds', isId).map((one) => one.toLowerCase()),
  }
  const limits = form.raw('wallet') ? readLimits(form.form('wallet'), organization.currency.scale) : null
  form.done()
  const whole = { ...changes, ...(limits === null ? {} : { limits }) }
  if (catalog.living('loyaltyProgram', id)) await updateProgram(app, scope, id, whole)
  else await createProgram(app, scope, whole, id)
  return programs(call)
}

/** How far below zero a wallet may fall, and how much further by what tills took while they were cut off. */
const readLimits = (form: Form, scale: number): WalletTerms => ({
  overdraftLimit: form.money('overdraftLimit', scale),
  offlineLimit: form.money('offlineLimit', scale),
})

async function putCampaign(call: AdminCall) {
  const { scope, catalog } = await deskOf(call)
  const [programId, id] = [idOf(call), idOf(call, 'campaignId')]
  const program = requireProgram({ catalog }, programId)
  const campaign = readCampaign(call.body, id)
  const isNew = !program.body.campaigns.some((one) => one.id === id)
  await saveCampaign(call.app, scope, programId, campaign, isNew)
  return programs(call)
}

/** Refuses a programme that the chain does not have. */
export function requireProgram({ catalog }: Pick<OfficeDesk, 'catalog'>, id: string) {
  const program = catalog.living('loyaltyProgram', id)
  if (!program) throw notFound({ ru: 'Такой программы нет', en: 'There is no such programme' })
  return program
}

/** Whatever is there is changed, otherwise a category begins with this id. */
async function putCategory(call: AdminCall) {
  const { scope } = await deskOf(call)
  const id = idOf(call)
  const form = new Form(call.body)
  const { name, nameEn } = readName(form)
  const category = {
    ...{ name, ...(nameEn === null ? {} : { nameEn }) },
    isActive: form.flag('isActive'),
    isDefaultForNewGuests: form.flag('isDefaultForNewGuests'),
  }
  form.done()
  await putGuestCategory(call.app, scope, id, category)
  return categories(call)
}

async function categories(call: AdminCall) {
  const { catalog } = await deskOf(call)
  return {
    categories: living(catalog, 'guestCategory').map(({ id, body }) => ({
      ...{ id, name: body.name, nameEn: body.nameEn ?? null },
      isActive: body.isActive,
      isDefaultForNewGuests: body.isDefaultForNewGuests,
    })),
  }
}

/** What the chain promises is for owners: it gives money away. */
export const programRoutes: readonly Route[] = [
  { method: 'GET', path, needs: 'viewer', handle: programs },
  { method: 'PUT', path: `${path}/:id`, needs: 'owner', handle: saveProgram },
  { method: 'PUT', path: `${path}/:id/campaigns/:campaignId`, needs: 'owner', handle: putCampaign },
  { method: 'GET', path: '/loyalty/categories', needs: 'viewer', handle: categories },
  { method: 'PUT', path: '/loyalty/categories/:id', needs: 'owner', handle: putCategory },
]
