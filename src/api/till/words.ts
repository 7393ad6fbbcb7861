import type { Permission } from '../../domain/reference/books.ts'
import type { Language, RefusalParams } from '../../kernel/refusals.ts'
import { permissionWords } from '../http/permission-words.ts'

type Words = Readonly<Record<Language, string>>

/** Codes that stand in refusals, as a person at the till would say them. */
const words: Readonly<Record<string, Words>> = {
  // statuses of deliveries and of dishes
  Unconfirmed: { ru: '«не подтверждён»', en: '“not confirmed”' },
  WaitCooking: { ru: '«ждёт приготовления»', en: '“waiting for the kitchen”' },
  ReadyForCooking: { ru: '«ждёт приготовления»', en: '“waiting for the kitchen”' },
  CookingStarted: { ru: '«готовится»', en: '“cooking”' },
  CookingCompleted: { ru: '«приготовлен»', en: '“cooked”' },
  Waiting: { ru: '«собран»', en: '“packed”' },
  OnWay: { ru: '«в пути»', en: '“on the way”' },
  Delivered: { ru: '«доставлен»', en: '“delivered”' },
  Closed: { ru: '«закрыт»', en: '“closed”' },
  Cancelled: { ru: '«отменён»', en: '“cancelled”' },
  New: { ru: '«новый»', en: '“new”' },
  Bill: { ru: '«пречек»', en: '“bill”' },
  Started: { ru: '«начался»', en: '“started”' },
  Deleted: { ru: '«удалён»', en: '“deleted”' },
  Added: { ru: '«не отправлено на кухню»', en: '“not sent to the kitchen”' },
  PrintedNotCooking: { ru: '«на кухне»', en: '“sent to the kitchen”' },
  Served: { ru: '«подано»', en: '“served”' },
  // operations
  confirm: { ru: '«подтвердить»', en: '“confirm”' },
  cancelConfirmation: { ru: '«снять подтверждение»', en: '“take the confirmation back”' },
  addItems: { ru: '«добавить блюда»', en: '“add dishes”' },
  changeItemAmount: { ru: '«изменить количество»', en: '“change the amount”' },
  recomposeItem: { ru: '«изменить состав блюда»', en: '“change what the dish is made of”' },
  deleteItems: { ru: '«удалить блюда»', en: '“remove dishes”' },
  printToKitchen: { ru: '«отправить на кухню»', en: '“send to the kitchen”' },
  setCooking: { ru: '«отметить приготовление»', en: '“mark the cooking”' },
  updateStatus: { ru: '«сменить статус»', en: '“change the status”' },
  printBill: { ru: '«пречек»', en: '“bill”' },
  cancelBill: { ru: '«отменить пречек»', en: '“cancel the bill”' },
  changeComment: { ru: '«изменить комментарий»', en: '“change the comment”' },
  changeProblem: { ru: '«отметить проблему»', en: '“mark a problem”' },
  changeCourier: { ru: '«назначить курьера»', en: '“assign a courier”' },
  pay: { ru: '«принять оплату»', en: '“take the payment”' },
  changeDiscounts: { ru: '«изменить скидки»', en: '“change discounts”' },
  changePriceCategory: { ru: '«сменить ценовую категорию»', en: '“change the price category”' },
  changeLoyalty: { ru: '«изменить купон и условия»', en: '“change coupon and conditions”' },
  setGuest: { ru: '«назначить гостя»', en: '“set the guest”' },
  prepay: { ru: '«принять предоплату»', en: '“take a prepayment”' },
  returnPayment: { ru: '«вернуть оплату»', en: '“give the payment back”' },
  close: { ru: '«закрыть»', en: '“close”' },
  return: { ru: '«вернуть»', en: '“return”' },
  cancel: { ru: '«отменить»', en: '“cancel”' },
  addPayments: { ru: '«добавить оплату»', en: '“add a payment”' },
  change: { ru: '«изменить»', en: '“change”' },
  changeStartTime: { ru: '«перенести на другое время»', en: '“move to another time”' },
  restore: { ru: '«восстановить»', en: '“restore”' },
  guestsCame: { ru: '«гости пришли»', en: '“the guests came”' },
  changePayments: { ru: '«изменить оплату»', en: '“change payments”' },
}

/** Parameters whose values are codes; the others are names, sums and texts and stay as they are. */
const coded = ['status', 'from', 'to', 'operation', 'permission'] as const

/** The parameters of a refusal with codes replaced by words. */
export function inWords(params: RefusalParams, language: Language): RefusalParams {
  const said: Record<string, string | number | null> = { ...params }
  for (const name of coded) {
    const value = said[name]
    if (typeof value !== 'string') continue
    said[name] = (permissionWords[value as Permission] ?? words[value])?.[language] ?? value
  }
  return said
}
