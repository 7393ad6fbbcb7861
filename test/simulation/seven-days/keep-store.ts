import { createDocument } from '../../../src/app/documents/create-document.ts'
import type { DocumentScope } from '../../../src/app/documents/document-scope.ts'
import { payInvoice } from '../../../src/app/documents/pay-invoice.ts'
import { postDocument } from '../../../src/app/documents/post-document.ts'
import { unpostDocument } from '../../../src/app/documents/unpost-document.ts'
import { updateDocument } from '../../../src/app/documents/update-document.ts'
import { blankContent, blankItem } from '../../../src/domain/documents/blank.ts'
import type { DocumentContent, DocumentItem } from '../../../src/domain/documents/document.ts'
import { demoId } from '../../../src/seed/demo/demo-chain.ts'
import { count, dayMs, firstMoment, type House, type World } from './world.ts'

const goods = [
  '95001',
  '95002',
  '95003',
  '95005',
  '95006',
  '95007',
  '95008',
  '95009',
  '95010',
  '95011',
  '95013',
  '95014',
]
const sold = ['10101', '20001', '30001', '60101']
const product = (code: string): string => demoId('product', code)

const scopeOf = ({ chain, chance }: World, { id }: House): DocumentScope => ({
  tenantId: chain.tenant.id,
  organizationId: id,
  actor: 'office',
  userId: demoId('employee', '1111'),
  correlationId: chance.uuid(),
  earlierCall: async () => null,
})

/** Sevenths of a unit, so that costs have to be rounded. */
const amountOf = ({ chance }: World, most: number): bigint =>
  (BigInt(1 + chance.int(most)) * 1_000_000_000n) / 7n

function lines(
  world: World,
  codes: readonly string[],
  more: (world: World) => Partial<DocumentItem>,
  most: number,
): DocumentItem[] {
  return Array.from({ length: 1 + world.chance.int(3) }, (_, index) => ({
    ...blankItem,
    num: index + 1,
    productId: product(world.chance.pick(codes)),
    amount: amountOf(world, most),
    ...more(world),
  }))
}

const priced = ({ chance }: World): Partial<DocumentItem> => ({
  sum: BigInt(1 + chance.int(900_000)),
  vatHundredths: chance.pick([0, 1000, 2000]),
})

type Kind = DocumentContent['kind']
const kinds: readonly Kind[] = [
  'incomingInvoice',
  'incomingInvoice',
  'incomingInvoice',
  'writeoff',
  'writeoff',
  'internalTransfer',
  'production',
  'outgoingInvoice',
  'returnedInvoice',
  'incomingReturnedInvoice',
]

/** A paper of some kind: dated now, or up to three days back. */
function aContent(world: World, house: House, kind: Kind): DocumentContent {
  const { chance, server } = world
  const { main, other } = house.stores
  const now = server.clock.now()
  const isBackDated = chance.often(0.4)
  if (isBackDated) count(world, 'documents that were back-dated')
  const date = isBackDated ? Math.max(firstMoment, now - chance.int(3 * dayMs)) : now
  const store = (): string => chance.pick([main, main, other])
  const base: DocumentContent = { ...blankContent, kind, date, items: [] }
  switch (kind) {
    case 'incomingInvoice':
      return {
        ...base,
        counteragentId: demoId('counteragent', chance.pick(['farm', 'dairy'])),
        items: lines(world, goods, (one) => ({ ...priced(one), storeId: store() }), 200),
      }
    case 'returnedInvoice':
      return {
        ...base,
        counteragentId: demoId('counteragent', 'farm'),
        items: lines(world, goods, (one) => ({ ...priced(one), storeId: store() }), 10),
      }
    case 'outgoingInvoice':
      return {
        ...base,
        counteragentId: demoId('counteragent', 'office'),
        items: lines(
          world,
          [...goods, '10101', '30001'],
          (one) => ({ ...priced(one), storeId: store() }),
          10,
        ),
      }
    case 'incomingReturnedInvoice':
      return {
        ...base,
        counteragentId: demoId('counteragent', 'office'),
        processingMode: 'RETURN_DISH',
        items: lines(world, goods, (one) => ({ ...priced(one), storeId: store() }), 10),
      }
    case 'internalTransfer':
      return { ...base, storeFromId: main, storeToId: other, items: lines(world, goods, () => ({}), 20) }
    case 'production':
      return {
        ...base,
        ...{ storeFromId: main, storeToId: chance.pick([main, other]) },
        items: [{ ...blankItem, num: 1, productId: product('95015'), amount: amountOf(world, 20) }],
      }
    default:
      return {
        ...base,
        kind: 'writeoff',
        storeFromId: store(),
        expenseAccountId: demoId('account', chance.pick(['5.02', '5.03'])),
        items: lines(world, [...goods, ...sold.filter((code) => code !== '20001')], () => ({}), 15),
      }
  }
}

/** Papers that may still be changed: their restaurants, kinds and what they say. */
type Paper = { house: House; id: string; content: DocumentContent; isPosted: boolean }
const papers = new WeakMap<World, Paper[]>()
const papersOf = (world: World): Paper[] => {
  const known = papers.get(world) ?? []
  papers.set(world, known)
  return known
}

/** Somebody in the office writes a paper, or finds a mistake in an old one. */
export async function writePaper(world: World, house: House): Promise<void> {
  const { chance, server } = world
  const { app } = server.node
  const own = papersOf(world).filter((paper) => paper.house === house)
  if (own.length > 2 && chance.often(0.3)) return mend(world, chance.pick(own))
  const content = aContent(world, house, chance.pick(kinds))
  const { document } = await createDocument(app, scopeOf(world, house), {
    id: chance.uuid(),
    number: null,
    content,
  })
  const paper: Paper = { house, id: document.id, content: document.content, isPosted: false }
  papersOf(world).push(paper)
  count(world, `documents: ${content.kind}`)
  // Some stay drafts, which move nothing.
  if (chance.often(0.1)) return
  await postDocument(app, scopeOf(world, house), content.kind, document.id)
  paper.isPosted = true
  if (content.kind === 'incomingInvoice' && chance.often(0.3)) await pay(world, paper)
}

async function pay(world: World, { house, id, content }: Paper): Promise<void> {
  const total = content.items.reduce((sum, item) => sum + (item.sum ?? 0n), 0n)
  const payment = {
    documentId: id,
    kind: 'incomingInvoice',
    debtAccountId: null,
    cashFlowCategoryId: null,
  } as const
  await payInvoice(world.server.node.app, scopeOf(world, house), {
    ...payment,
    cashAccountId: demoId('account', '1.03'),
    sum: total / 2n || 1n,
    at: world.server.clock.now(),
  })
  count(world, 'payments')
}

async function mend(world: World, paper: Paper): Promise<void> {
  const { chance, server } = world
  const { app } = server.node
  const { house, id, content } = paper
  const scope = (): DocumentScope => scopeOf(world, house)
  if (!paper.isPosted) {
    await postDocument(app, scope(), content.kind, id)
    paper.isPosted = true
    return count(world, 'documents that were posted later')
  }
  await unpostDocument(app, scope(), content.kind, id)
  paper.isPosted = false
  count(world, 'documents that were taken back')
  if (chance.often(0.3)) return
  const items = content.items.map((item) => ({
    ...item,
    amount: item.amount + 1_000_000_000n,
    price: null,
    sumWithoutVat: null,
  }))
  const changed = await updateDocument(app, scope(), { id, number: null, content: { ...content, items } })
  paper.content = changed.content
  await postDocument(app, scope(), content.kind, id)
  paper.isPosted = true
}
