import type { App, StoredEntry } from '../app/ports.ts'
import type { Uuid } from '../kernel/ids.ts'
import { describeRefusal, type RefusalNote } from '../kernel/refusals.ts'
import { CommandRefused } from './add-till.ts'
import type { Print } from './print.ts'

/** `trapeza trace ID`: what happened to an order or to an API call, as the journal tells it, oldest first. */
export async function trace(app: App, id: Uuid, print: Print): Promise<void> {
  const { journal, tenants } = app.storage.now
  const found: StoredEntry[] = []
  for (const tenant of await tenants.list()) {
    found.push(...(await journal.ofEntity(tenant.id, id)), ...(await journal.ofCorrelation(tenant.id, id)))
    const calls = new Set(found.map((entry) => entry.correlationId).filter((call) => call !== null))
    for (const call of calls) found.push(...(await journal.ofCorrelation(tenant.id, call)))
  }
  const entries = [...new Map(found.map((entry) => [entry.entryId, entry])).values()]
  if (entries.length === 0) throw new CommandRefused(`nothing is known of ${id}`)
  entries.sort((a, b) => a.at - b.at || (a.seq < b.seq ? -1 : 1))
  for (const entry of entries) {
    const time = new Date(entry.at).toISOString()
    print(
      `${time}  ${entry.kind.padEnd(28)}  by ${entry.actor}  call ${entry.correlationId ?? '-'}${reasonOf(entry)}`,
    )
  }
}

function reasonOf({ payload }: StoredEntry): string {
  const { refusal } = payload as { refusal?: RefusalNote }
  return refusal ? `  ${describeRefusal(refusal, 'en')}` : ''
}
