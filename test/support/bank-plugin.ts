/** The example of bank acquiring at work in a test: its files, its bank's ledger, a payment type of its system. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Pool } from 'pg'
import { demoId } from '../../src/seed/demo/demo-chain.ts'

const example = fileURLToPath(new URL('../../examples/bank-acquiring', import.meta.url))

export type BankStep = 'approve' | 'decline' | 'wait' | 'lose'

export class BankPlugin {
  /** The demo's voucher, made an external payment of the example's system. */
  readonly paymentTypeId = demoId('paymentType', 'voucher')
  readonly #bank: string

  /** Puts the plugin where the server of `dataDir` finds it. */
  constructor(dataDir: string) {
    cpSync(example, join(dataDir, 'plugins/bank-acquiring'), { recursive: true })
    this.#bank = join(dataDir, 'bank')
    const configs = join(dataDir, 'PluginConfigs/bank-acquiring')
    for (const directory of [configs, this.#bank]) mkdirSync(directory, { recursive: true })
    writeFileSync(join(configs, 'settings.json'), JSON.stringify({ bankDirectory: this.#bank }))
  }

  /** What the bank does with the next requests. */
  plays(...steps: BankStep[]): void {
    writeFileSync(join(this.#bank, 'steps.json'), JSON.stringify(steps))
  }

  /** The bank has begun the last of its steps. */
  isAsked(): boolean {
    return readFileSync(join(this.#bank, 'steps.json'), 'utf8') === '[]'
  }

  /** What the bank has charged and not given back, in minor units. */
  has(): number[] {
    const file = join(this.#bank, 'ledger.json')
    const charges: { sum: number; back: Record<string, number> }[] = existsSync(file)
      ? JSON.parse(readFileSync(file, 'utf8'))
      : []
    return charges
      .map(({ sum, back }) => Object.values(back).reduce((left, one) => left - one, sum))
      .filter((left) => left > 0)
  }

  async addPaymentType(pool: Pool): Promise<void> {
    const body = { kind: 'External', paymentSystem: 'example-bank' }
    const text = `with next as (update book_revision set revision = revision + 1 returning tenant_id, revision)
      update book_item item set body = body || $1, revision = next.revision from next
      where item.tenant_id = next.tenant_id and book = 'paymentType' and id = $2`
    await pool.query(text, [JSON.stringify(body), this.paymentTypeId])
  }
}
