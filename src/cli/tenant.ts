import type { App } from '../app/ports.ts'
import type { Uuid } from '../kernel/ids.ts'
import { CommandRefused } from './add-till.ts'

/** The chain that a command is about: the named one, or the only one. */
export async function tenantOf(app: App, asked: string | undefined): Promise<Uuid> {
  const all = await app.storage.now.tenants.list()
  if (all.length === 0) throw new CommandRefused('the storage is empty: there is no chain')
  const found = asked === undefined ? all : all.filter((one) => one.id === asked || one.name === asked)
  const [only, ...others] = found
  if (only && others.length === 0) return only.id
  const names = all.map(({ id, name }) => `${name} (${id})`).join(', ')
  throw new CommandRefused(`name one chain with --tenant: ${names}`)
}
