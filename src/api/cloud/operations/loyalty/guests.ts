import { addCard, removeCard } from '../../../../app/loyalty/change-cards.ts'
import { changeCategory } from '../../../../app/loyalty/change-category.ts'
import { createOrUpdateGuest } from '../../../../app/loyalty/create-or-update-guest.ts'
import { markGuests } from '../../../../app/loyalty/delete-guests.ts'
import { findGuest, type GuestName } from '../../../../app/loyalty/find-guest.ts'
import { joinProgram } from '../../../../app/loyalty/join-program.ts'
import { isUuid } from '../../../../kernel/ids.ts'
import type { LoyaltyCustomerInfoBody } from '../../generated/types.ts'
import type { Handlers } from '../../operation.ts'
import { invalidField } from '../../wire/read-amounts.ts'
import { guestOnWire } from './guest-on-wire.ts'
import { deskOf, readPhone, readText, required } from './loyalty-call.ts'
import { readGuest } from './read-guest.ts'

/** By which of the five names a guest is asked for. */
function readName(body: LoyaltyCustomerInfoBody): GuestName {
  switch (body.type) {
    case 'id': {
      const value = required(body.id, 'id')
      if (!isUuid(value)) throw invalidField('id', 'is not a uuid')
      return { by: 'id', value: value.toLowerCase() }
    }
    case 'phone':
      return { by: 'phone', value: readPhone(required(body.phone, 'phone'), 'phone') }
    case 'email':
      return { by: 'email', value: readText(required(body.email, 'email'), 'email') }
    case 'cardTrack':
      return { by: 'cardTrack', value: readText(required(body.cardTrack, 'cardTrack'), 'cardTrack') }
    case 'cardNumber':
      return { by: 'cardNumber', value: readText(required(body.cardNumber, 'cardNumber'), 'cardNumber') }
  }
}

/** Guests, their cards and categories (cloud-api §9.2–9.4). */
export const guestHandlers: Handlers = {
  '/api/1/loyalty/iiko/customer/info': async (call) => {
    const desk = await deskOf(call, required(call.body.organizationId, 'organizationId'))
    return guestOnWire(await findGuest(call.app, desk.scope.tenantId, readName(call.body)), desk)
  },

  '/api/1/loyalty/iiko/customer/create_or_update': async (call) => {
    const { scope } = await deskOf(call, call.body.organizationId)
    return { id: await createOrUpdateGuest(call.app, scope, readGuest(call.body)) }
  },

  '/api/1/loyalty/iiko/delete_customers': async (call) => {
    const { scope } = await deskOf(call, call.body.organizationId)
    const { total, changed, notFound } = await markGuests(call.app, scope, call.body.customerIds, true)
    return { total, deleted: changed, notFound }
  },

  '/api/1/loyalty/iiko/restore_customers': async (call) => {
    const { scope } = await deskOf(call, call.body.organizationId)
    const { total, changed, notFound } = await markGuests(call.app, scope, call.body.customerIds, false)
    return { total, restored: changed, notFound }
  },

  '/api/1/loyalty/iiko/customer/card/add': async (call) => {
    const { customerId, cardTrack, cardNumber, organizationId } = call.body
    const { scope } = await deskOf(call, organizationId)
    const card = { track: readText(cardTrack, 'cardTrack'), number: readText(cardNumber, 'cardNumber') }
    await addCard(call.app, scope, customerId, card)
    return {}
  },

  '/api/1/loyalty/iiko/customer/card/remove': async (call) => {
    const { customerId, cardTrack, organizationId } = call.body
    const { scope } = await deskOf(call, organizationId)
    await removeCard(call.app, scope, customerId, readText(cardTrack, 'cardTrack'))
    return {}
  },

  '/api/1/loyalty/iiko/customer_category/add': async (call) => {
    const { customerId: guestId, categoryId, organizationId } = call.body
    const { scope } = await deskOf(call, organizationId)
    await changeCategory(call.app, scope, { guestId, categoryId, isMember: true })
    return {}
  },

  '/api/1/loyalty/iiko/customer_category/remove': async (call) => {
    const { customerId: guestId, categoryId, organizationId } = call.body
    const { scope } = await deskOf(call, organizationId)
    await changeCategory(call.app, scope, { guestId, categoryId, isMember: false })
    return {}
  },

  '/api/1/loyalty/iiko/customer/program/add': async (call) => {
    const { customerId, programId, organizationId } = call.body
    const { scope } = await deskOf(call, organizationId)
    const guestId = required(customerId, 'customerId')
    const wallet = await joinProgram(call.app, scope, guestId, programId ?? null)
    return { userWalletId: wallet.id, walletId: wallet.walletId }
  },
}
