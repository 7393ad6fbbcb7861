import { AdminProblem, notFound, refuseProblems } from '../../../../app/admin/problems.ts'
import { addCard, removeCard } from '../../../../app/loyalty/change-cards.ts'
import { changeCategory } from '../../../../app/loyalty/change-category.ts'
import { createOrUpdateGuest, type GuestRequest } from '../../../../app/loyalty/create-or-update-guest.ts'
import { findGuest } from '../../../../app/loyalty/find-guest.ts'
import { joinProgram } from '../../../../app/loyalty/join-program.ts'
import { leaveProgram } from '../../../../app/loyalty/leave-program.ts'
import { closedOrders } from '../../../../app/loyalty/list-lines.ts'
import { peopleOf } from '../../../../app/loyalty/people-of-guests.ts'
import { searchGuests } from '../../../../app/loyalty/search-guests.ts'
import type { GuestPlace } from '../../../../app/ports.ts'
import { countOrders } from '../../../../domain/loyalty/counters.ts'
import { noGuestChanges, type Sex } from '../../../../domain/loyalty/guest.ts'
import { keptPhone } from '../../../../domain/loyalty/kept-phone.ts'
import { isUuid, type Uuid } from '../../../../kernel/ids.ts'
import type { AdminCall, Route } from '../../call.ts'
import { Form } from '../../form.ts'
import { deskOf, idOf, type OfficeDesk, requireGuest } from './desk.ts'
import { guestRow, guestView } from './guest-view.ts'

const path = '/loyalty/guests'
const pageSize = 50
const textMax = 200

/** `text` is a phone, a card or names; `after` goes on where the page before ended. */
async function list(call: AdminCall) {
  const { catalog, scope } = await deskOf(call)
  const text = String(call.query['text'] ?? '')
    .replaceAll('\0', '')
    .slice(0, textMax)
  const { guests, next } = await searchGuests(call.app, scope.tenantId, {
    ...{ text, limit: pageSize },
    after: readPlace(call.query['after']),
  })
  const ids = guests.map(({ guest }) => guest.id)
  const { cards } = await peopleOf(call.app, scope.tenantId, ids)
  return {
    guests: guests.map((stored) => guestRow(stored, cards.get(stored.guest.id) ?? [], catalog)),
    next: next && `${next.metAt}.${next.id}`,
  }
}

function readPlace(given: unknown): GuestPlace | null {
  if (given === undefined || given === '') return null
  const [metAt = '', id = ''] = String(given).split('.')
  if (/^\d{1,15}$/.test(metAt) && isUuid(id)) return { metAt: Number(metAt), id }
  refuseProblems([{ field: 'after', text: { ru: 'неизвестное место списка', en: 'no place of the list' } }])
  return null
}

/** A guest as it is after this very call. */
async function present({ app }: AdminCall, desk: OfficeDesk, id: Uuid) {
  const { tenantId } = desk.scope
  const picture = await findGuest(app, tenantId, { by: 'id', value: id })
  const [orders, blacklist] = await Promise.all([
    closedOrders(app, tenantId, picture.guest.id),
    app.blacklist.of(tenantId),
  ])
  const ordersSum = countOrders(orders, Number.NEGATIVE_INFINITY).sum
  return guestView(picture, { isBlocked: blacklist.has(picture.guest.id), ordersSum }, desk)
}

async function show(call: AdminCall) {
  const [desk, id] = [await deskOf(call), idOf(call)]
  await requireGuest(call, id)
  return present(call, desk, id)
}

/** Whoever is there is changed, otherwise a guest begins with this id: a repeat does nothing more. */
async function save(call: AdminCall) {
  const { app, body } = call
  const desk = await deskOf(call)
  const { tenantId } = desk.scope
  const id = idOf(call)
  const request = readGuest(new Form(body))
  const { loyaltyGuests } = app.storage.now
  const before = await loyaltyGuests.find(tenantId, id)
  if (before?.profile?.phone && request.phone === null)
    refuseProblems([
      { field: 'phone', text: { ru: 'телефон нельзя убрать', en: 'a phone cannot be taken away' } },
    ])
  if (!before && request.phone === null)
    refuseProblems([{ field: 'phone', text: { ru: 'укажите телефон', en: 'a phone is needed' } }])
  const owner = request.phone === null ? null : await loyaltyGuests.idByPhone(tenantId, request.phone)
  if (owner !== null && owner !== id) throw phoneTaken()
  const scope = before ? desk.scope : { ...desk.scope, correlationId: id }
  await createOrUpdateGuest(app, scope, { ...request, id: before ? id : null })
  return present(call, desk, id)
}

const phoneTaken = (): AdminProblem => {
  const text = { ru: 'У этого телефона уже есть гость', en: 'There is a guest with this phone already' }
  return new AdminProblem('conflict', text, [{ field: 'phone', text }])
}

const longest = { name: 100, comment: 1000 } as const
const sexes = [0, 1, 2] as const satisfies readonly Sex[]

/** An empty text takes away what there was. */
function readGuest(form: Form): Omit<GuestRequest, 'id'> {
  const text = (name: string, max: number): string | null => {
    const value = form.textOrNull(name)?.trim() ?? ''
    if (value.length > max)
      form.problem(name, { ru: `не больше ${max} знаков`, en: `at most ${max} characters` })
    return value === '' ? null : value
  }
  const request = {
    phone: readPhone(form),
    card: null,
    changes: {
      ...noGuestChanges,
      name: text('name', longest.name),
      surname: text('surname', longest.name),
      middleName: text('middleName', longest.name),
      email: readEmail(form),
      birthday: form.dayOrNull('birthday'),
      sex: form.oneOf('sex', sexes),
      comment: text('comment', longest.comment),
      shouldReceiveLoyaltyInfo: form.flag('wantsLoyaltyInfo'),
      shouldReceivePromoActionsInfo: form.flag('wantsPromotions'),
    },
  }
  form.done()
  return request
}

function readPhone(form: Form): string | null {
  const text = form.textOrNull('phone')
  if (text === null) return null
  const digits = text.replaceAll(/\D/g, '').length
  if (!/^\+?[\d ()-]{5,30}$/.test(text.trim()) || digits < 5 || digits > 20)
    form.problem('phone', { ru: 'в телефоне от 5 до 20 цифр', en: 'a phone has from 5 to 20 digits' })
  return keptPhone(text)
}

function readEmail(form: Form): string | null {
  const email = form.textOrNull('email')?.trim() ?? null
  if (email !== null && (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > longest.name))
    form.problem('email', { ru: 'это не адрес почты', en: 'this is no e-mail address' })
  return email
}

/** Does something to a guest who is there, and tells how they stand then. */
const deed =
  (act: (call: AdminCall, desk: OfficeDesk, id: Uuid) => Promise<unknown>): Route['handle'] =>
  async (call) => {
    const [desk, id] = [await deskOf(call), idOf(call)]
    await requireGuest(call, id)
    await act(call, desk, id)
    return present(call, desk, id)
  }

const putCategory = (isMember: boolean): Route['handle'] =>
  deed((call, { scope }, guestId) =>
    changeCategory(call.app, scope, { guestId, categoryId: idOf(call, 'categoryId'), isMember }),
  )

const cardMax = 100

const giveCard = deed(async ({ app, body }, { scope }, guestId) => {
  const form = new Form(body)
  const number = form.line('number', cardMax)
  const track = form.textOrNull('track')?.trim() ? form.line('track', cardMax) : number
  form.done()
  await addCard(app, scope, guestId, { track, number })
})

const takeCard = deed(async (call, { scope }, guestId) => {
  const cards = await call.app.storage.now.guestCards.ofGuest(scope.tenantId, guestId)
  const card = cards.find(({ id }) => id === idOf(call, 'cardId'))
  if (!card) throw notFound({ ru: 'У гостя нет такой карты', en: 'The guest has no such card' })
  await removeCard(call.app, scope, guestId, card.track)
})

const join = deed((call, { scope }, id) => joinProgram(call.app, scope, id, idOf(call, 'programId')))
const leave = deed((call, { scope }, id) => leaveProgram(call.app, scope, id, idOf(call, 'programId')))

/** Who the guests are; their money is next door. */
export const guestRoutes: readonly Route[] = [
  { method: 'GET', path, needs: 'viewer', handle: list },
  { method: 'GET', path: `${path}/:id`, needs: 'viewer', handle: show },
  { method: 'PUT', path: `${path}/:id`, needs: 'operator', handle: save },
  { method: 'PUT', path: `${path}/:id/categories/:categoryId`, needs: 'operator', handle: putCategory(true) },
  {
    method: 'DELETE',
    path: `${path}/:id/categories/:categoryId`,
    needs: 'operator',
    handle: putCategory(false),
  },
  { method: 'POST', path: `${path}/:id/cards`, needs: 'operator', handle: giveCard },
  { method: 'DELETE', path: `${path}/:id/cards/:cardId`, needs: 'operator', handle: takeCard },
  { method: 'PUT', path: `${path}/:id/programs/:programId`, needs: 'operator', handle: join },
  { method: 'DELETE', path: `${path}/:id/programs/:programId`, needs: 'operator', handle: leave },
]
