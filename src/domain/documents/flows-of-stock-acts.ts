import { allocate } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Amount } from '../stock/amounts.ts'
import type { DocumentContent } from './document.ts'
import { about, type FlowWriter, inStore } from './flow-writer.ts'

type FromTo = { storeFromId: Uuid; storeToId: Uuid }
type MainProduct = { productId: Uuid; amount: Amount }

/** The content was checked: what a kind needs is there. */
function demand<T>(value: T | null, name: string): T {
  if (value === null) throw new Error(`a checked document has no ${name}`)
  return value
}
const storesOf = ({ storeFromId, storeToId }: DocumentContent): FromTo => ({
  storeFromId: demand(storeFromId, 'storeFromId'),
  storeToId: demand(storeToId, 'storeToId'),
})
const mainOf = ({ productId, amount }: DocumentContent): MainProduct => ({
  productId: demand(productId, 'productId'),
  amount: demand(amount, 'amount'),
})

export function writeInternalTransfer(writer: FlowWriter, content: DocumentContent): void {
  const { storeFromId, storeToId } = storesOf(content)
  for (const { productId, amount, num } of content.items) {
    const from = inStore(storeFromId, productId, amount)
    writer.issued({ type: 'TRANSFER', from, to: inStore(storeToId, productId, amount), itemNum: num })
  }
}

/** Dishes are written off by their ingredients, goods as they are. */
export function writeWriteoff(writer: FlowWriter, content: DocumentContent): void {
  const storeId = demand(content.storeFromId, 'storeFromId')
  const expense = writer.account(demand(content.expenseAccountId, 'expenseAccountId'), 'productExpense')
  for (const item of content.items) {
    for (const { productId, amount } of writer.recipes.writeOff(item)) {
      const from = inStore(storeId, productId, amount)
      writer.issued({ type: 'WRITEOFF', from, to: about(expense, productId, amount), itemNum: item.num })
    }
  }
}

/** Each line is made by its tech card; it costs what its ingredients cost. */
export function writeProduction(writer: FlowWriter, content: DocumentContent): void {
  const { storeFromId, storeToId } = storesOf(content)
  for (const item of content.items) {
    const ingredients = writer.recipes.ingredients(item)
    const from = ingredients.map(({ productId, amount }) => inStore(storeFromId, productId, amount))
    writer.made('PRODUCTION', item.num, from, inStore(storeToId, item.productId, item.amount))
  }
}

/** All lines together become the product of the head. */
export function writeTransformation(writer: FlowWriter, content: DocumentContent): void {
  const { storeFromId, storeToId } = storesOf(content)
  const main = mainOf(content)
  const from = content.items.flatMap((item) => {
    const used = content.isWrittenOffByChart ? writer.recipes.writeOff(item) : [item]
    return used.map(({ productId, amount }) => inStore(storeFromId, productId, amount))
  })
  writer.made('TRANSFORMATION', null, from, inStore(storeToId, main.productId, main.amount))
}

/** Each line takes its percents of the product of the head, with their cost (cloud-api §10.4). */
export function writeDisassembly(writer: FlowWriter, content: DocumentContent): void {
  const { storeFromId, storeToId } = storesOf(content)
  const main = mainOf(content)
  const parts = allocate(
    main.amount,
    content.items.map(({ mainProductPercent }) => demand(mainProductPercent, 'mainProductPercent')),
  )
  for (const [index, { productId, amount, num }] of content.items.entries()) {
    const from = inStore(storeFromId, main.productId, parts[index] ?? 0n)
    writer.issued({ type: 'DISASSEMBLE', from, to: inStore(storeToId, productId, amount), itemNum: num })
  }
}
