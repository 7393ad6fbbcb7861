import { changeBalance } from '../../../../app/loyalty/change-balance.ts'
import { listLines } from '../../../../app/loyalty/list-lines.ts'
import type { AdminCall, Route } from '../../call.ts'
import { Form } from '../../form.ts'
import { deskOf, idOf, requireGuest } from './desk.ts'
import { walletView } from './guest-view.ts'
import { lineView } from './line-view.ts'

const path = '/loyalty/guests/:id'
const pageSize = 50
const commentMax = 1000
const deeds = ['topUp', 'chargeOff'] as const

/** Tops a wallet up or writes off from it by hand: with a word why, once for each `key` of the page. */
async function move(call: AdminCall) {
  const form = new Form(call.body)
  const key = form.uuid('key')
  const desk = await deskOf(call, key)
  const { scope, organization } = desk
  const [walletId, deed] = [form.uuid('walletId'), form.oneOf('deed', deeds)]
  const sum = form.money('sum', organization.currency.scale)
  if (/^[0.,]+$/.test(String(form.raw('sum'))))
    form.problem('sum', { ru: 'больше нуля', en: 'more than nothing' })
  const comment = form.line('comment', commentMax)
  form.done()
  const guestId = idOf(call)
  await requireGuest(call, guestId)
  await changeBalance(call.app, scope, deed, { guestId, walletId, sum, comment })
  const wallets = await call.app.storage.now.loyaltyLedger.walletsOf(scope.tenantId, guestId)
  return {
    wallets: wallets.map((wallet) => ({
      ...walletView(wallet.walletId, desk.catalog),
      programId: wallet.programId,
      balance: desk.money(wallet.balance),
    })),
  }
}

/** All that happened to a guest, the latest first. */
async function history(call: AdminCall) {
  const desk = await deskOf(call)
  const guestId = idOf(call)
  await requireGuest(call, guestId)
  const given = Number(call.query['skip'] ?? 0)
  const skip = Number.isSafeInteger(given) && given >= 0 ? given : 0
  const lines = await listLines(call.app, {
    ...{ tenantId: desk.scope.tenantId, guestId, order: 'latest first' as const },
    ...{ skip, limit: pageSize + 1 },
  })
  return {
    lines: lines.slice(0, pageSize).map((line) => lineView(line, desk)),
    hasMore: lines.length > pageSize,
  }
}

export const moneyRoutes: readonly Route[] = [
  { method: 'GET', path: `${path}/history`, needs: 'viewer', handle: history },
  { method: 'POST', path: `${path}/money`, needs: 'operator', handle: move },
]
