import { loyalty } from './loyalty.ts'
import { deliveries, drafts, reserves, tables } from './orders.ts'
import { papers } from './papers.ts'
import { dictionaries, employees, menu, tokens, webhooks } from './reads.ts'
import type { Chapter, Step } from './step.ts'

/**
 * A walk through the whole cloud API of the demo chain: every operation at least once, in an order in which each finds
 * what it speaks of. The Postman collection is made from it, the retry storm and the proof of two tenants follow it.
 */
export const walk: readonly Chapter[] = [
  tokens,
  dictionaries,
  menu,
  employees,
  webhooks,
  deliveries,
  drafts,
  tables,
  reserves,
  loyalty,
  papers,
]

export const steps: readonly Step[] = walk.flatMap((chapter) => chapter.steps)
