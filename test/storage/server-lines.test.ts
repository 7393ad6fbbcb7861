import { expect, test } from 'vitest'
import type { LineFilter, NewEntry, ServerPeer } from '../../src/app/ports.ts'
import { journalStore } from '../../src/storage/journal-store.ts'
import { serverLinesRepository } from '../../src/storage/repositories/server-lines.ts'
import { sequencePending } from '../../src/storage/sequencer-store.ts'
import { noon } from './an-order.ts'
import { databaseOfFile, nextId } from './file-database.ts'

const database = databaseOfFile()
const here = nextId()
const lines = () => serverLinesRepository(database.sql)

const aPeer = (changes: Partial<ServerPeer> = {}): ServerPeer => ({
  ...{ id: nextId(), tenantId: nextId(), line: 'outlet', organizationId: nextId(), name: 'Ресторан' },
  ...changes,
})

const anEntry = (changes: Partial<NewEntry>): NewEntry => ({
  ...{ tenantId: nextId(), organizationId: nextId(), terminalGroupId: null, entryId: nextId(), at: noon },
  ...{ actor: 'test', kind: 'delivery.confirmed', entity: 'delivery', entityId: nextId() },
  ...{ correlationId: null, completes: false, payload: {} },
  ...changes,
})

test('a server is known by its present token, and by when it was met', async () => {
  const peer = aPeer()
  await lines().savePeer(peer, 'first token of a server', noon)
  await lines().savePeer({ ...peer, name: 'Новый' }, 'second token of a server', noon)
  expect(await lines().peerByToken('first token of a server')).toBeNull()
  expect(await lines().peerByToken('second token of a server')).toEqual({ ...peer, name: 'Новый' })
  expect(await lines().peers(peer.tenantId)).toMatchObject([{ heardAt: null, toldAt: null }])
  await lines().note(peer.tenantId, peer.id, { heardAt: noon, toldAt: null })
  await lines().note(peer.tenantId, peer.id, { heardAt: noon - 1, toldAt: noon - 1 })
  expect(await lines().peers(peer.tenantId)).toMatchObject([{ heardAt: noon, toldAt: noon - 1 }])
  await expect(lines().savePeer({ ...peer, tenantId: nextId() }, 'third', noon)).rejects.toThrow('tenant')
})

test('a line carries its kinds, its restaurants and nothing that its other end wrote', async () => {
  const [tenantId, ours, theirs, other] = [nextId(), nextId(), nextId(), nextId()]
  const append = (node: string, ...entries: NewEntry[]) => journalStore(database.sql, node).append(entries)
  const [order, deed, wallet, foreign, echo] = [
    anEntry({ tenantId, terminalGroupId: ours, kind: 'till.command' }),
    anEntry({ tenantId, terminalGroupId: ours }),
    anEntry({ tenantId, kind: 'guest.moneyMoved', entity: 'guest' }),
    anEntry({ tenantId, terminalGroupId: theirs, kind: 'till.command' }),
    anEntry({ tenantId, terminalGroupId: ours, kind: 'till.command' }),
  ] as const
  await append(here, order, deed, wallet, foreign, anEntry({ terminalGroupId: ours, kind: 'till.command' }))
  await append(other, echo)
  await database.transaction((sql) => sequencePending(sql, 1000))
  const read = async (changes: Partial<LineFilter>, limit = 10): Promise<string[]> => {
    const filter = { tenantId, kinds: null, exceptKinds: [], exceptOrigin: other, terminalGroupIds: null }
    const found = await lines().entries({ ...filter, hearsCompany: false, ...changes }, 0n, limit)
    return found.map(({ entryId }) => entryId)
  }
  expect(await read({ exceptKinds: ['till.command'] })).toEqual([deed.entryId])
  const orders = { kinds: ['till.command', 'guest.moneyMoved'], terminalGroupIds: [ours] }
  expect(await read(orders)).toEqual([order.entryId])
  expect(await read({ ...orders, hearsCompany: true })).toEqual([order.entryId, wallet.entryId])
  expect(await read({ hearsCompany: true }, 2)).toEqual([order.entryId, deed.entryId])
  expect(await read({ kinds: ['till.command'] })).toEqual([order.entryId, foreign.entryId])
  expect(await read({ kinds: ['till.command'], exceptOrigin: here })).toEqual([echo.entryId])
})
