import { expect, test } from 'vitest'
import type { LinkPeer, Links, NewEntry } from '../../src/app/ports.ts'
import { canonicalJson } from '../../src/kernel/canonical.ts'
import { entryDigest } from '../../src/storage/journal-digest.ts'
import { journalStore } from '../../src/storage/journal-store.ts'
import { linksRepository } from '../../src/storage/repositories/links.ts'
import { sequencePending } from '../../src/storage/sequencer-store.ts'
import { noon } from './an-order.ts'
import { databaseOfFile, nextId } from './file-database.ts'

const database = databaseOfFile()
const [here, elsewhere] = [nextId(), nextId()]
const links = () => linksRepository(database.sql, here)

const aPeer = (changes: Partial<LinkPeer> = {}): LinkPeer => ({
  id: nextId(),
  tenantId: nextId(),
  organizationId: nextId(),
  terminalGroupId: nextId(),
  name: 'Касса 1',
  ...changes,
})

const anEntry = (changes: Partial<NewEntry>): NewEntry => ({
  tenantId: nextId(),
  organizationId: nextId(),
  terminalGroupId: null,
  entryId: nextId(),
  at: noon,
  actor: 'test',
  kind: 'delivery.confirmed',
  entity: 'delivery',
  entityId: nextId(),
  correlationId: null,
  completes: false,
  payload: { sum: 9_007_199_254_740_993n, text: 'да' },
  ...changes,
})

const append = (...entries: NewEntry[]) => journalStore(database.sql, here).append(entries)
const sequence = () => database.transaction((sql) => sequencePending(sql, 1000))

const digestOf = (entry: NewEntry): Buffer => entryDigest(entry, canonicalJson(entry.payload))

type Filter = Parameters<Links['entriesFor']>[0]
const anyOf = (tenantId: string, terminalGroupId: string, changes: Partial<Filter> = {}): Filter => ({
  tenantId,
  terminalGroupId,
  origin: 'any',
  kinds: null,
  ...changes,
})

test('a peer is known by its present token only', async () => {
  const peer = aPeer()
  await links().savePeer(peer, 'first-token')
  expect(await links().peerByToken('first-token')).toEqual(peer)
  const moved = { ...peer, terminalGroupId: nextId(), name: 'Касса 2' }
  await links().savePeer(moved, 'second-token')
  expect(await links().peerByToken('first-token')).toBeNull()
  expect(await links().peerByToken('second-token')).toEqual(moved)
})

test('peers are listed in the order in which they came, of all tenants', async () => {
  const [second, first] = [aPeer(), aPeer()]
  await links().savePeer(first, 'came-first')
  await links().savePeer(second, 'came-second')
  await links().savePeer({ ...first, name: 'Касса 9' }, 'came-first')
  const listed = (await links().peers()).filter(({ id }) => id === first.id || id === second.id)
  expect(listed).toEqual([{ ...first, name: 'Касса 9' }, second])
})

test('a peer cannot move to another tenant, and tokens are not shared', async () => {
  const peer = aPeer()
  await links().savePeer(peer, 'our-token')
  await expect(links().savePeer({ ...peer, tenantId: nextId() }, 'their-token')).rejects.toThrow(
    'another tenant',
  )
  expect(await links().peerByToken('our-token')).toEqual(peer)
  await expect(links().savePeer(aPeer(), 'our-token')).rejects.toThrow('link_peer_token')
})

test('tokens do not lie in the tables', async () => {
  await links().savePeer(aPeer(), 'plain-token')
  const { rows } = await database.pool.query(
    `select encode(token_hash, 'escape') || name as text from link_peer`,
  )
  expect(JSON.stringify(rows)).not.toContain('plain-token')
})

test('a cursor starts at zero and goes where it is moved, back too', async () => {
  const peer = `cloud:${nextId()}`
  expect(await links().cursor(peer)).toBe(0n)
  await links().moveCursor(peer, 2n ** 60n)
  expect(await links().cursor(peer)).toBe(2n ** 60n)
  await links().moveCursor(peer, 3n)
  expect(await links().cursor(peer)).toBe(3n)
})

test('entries of the group and of the whole tenant come in order of position, after sequencing', async () => {
  const [tenantId, group] = [nextId(), nextId()]
  const ours = anEntry({ tenantId, terminalGroupId: group, correlationId: nextId(), completes: true })
  const shared = anEntry({ tenantId, organizationId: null, kind: 'books.changed' })
  const last = anEntry({ tenantId, terminalGroupId: group })
  await append(ours, anEntry({ tenantId, terminalGroupId: nextId() }), shared, last)
  expect(await links().entriesFor(anyOf(tenantId, group), 0n, 10)).toEqual([])

  await sequence()
  const found = await links().entriesFor(anyOf(tenantId, group), 0n, 10)
  expect(found.map(({ entryId }) => entryId)).toEqual([ours, shared, last].map(({ entryId }) => entryId))
  const [first] = found
  expect(first).toEqual({
    ...ours,
    origin: here,
    seq: first?.seq,
    position: first?.position,
    digest: digestOf(ours),
  })

  const rest = await links().entriesFor(anyOf(tenantId, group), first?.position ?? 0n, 1)
  expect(rest.map(({ entryId }) => entryId)).toEqual([shared.entryId])
  const positions = found.map(({ position }) => position)
  expect(positions).toEqual([...positions].sort((a, b) => Number(a - b)))
})

test('entries are chosen by kind and by who wrote them', async () => {
  const [tenantId, terminalGroupId] = [nextId(), nextId()]
  const mine = anEntry({ tenantId, terminalGroupId })
  const theirs = anEntry({ tenantId, terminalGroupId, kind: 'delivery.closed' })
  await append(mine)
  await journalStore(database.sql, here).takeOver([
    { ...theirs, origin: elsewhere, seq: 5n, digest: digestOf(theirs) },
  ])
  await sequence()
  const ids = async (changes: Partial<Filter>) =>
    (await links().entriesFor(anyOf(tenantId, terminalGroupId, changes), 0n, 10)).map(
      ({ entryId }) => entryId,
    )
  expect(new Set(await ids({}))).toEqual(new Set([mine.entryId, theirs.entryId]))
  expect(await ids({ origin: 'here' })).toEqual([mine.entryId])
  expect(await ids({ origin: 'elsewhere' })).toEqual([theirs.entryId])
  expect(await ids({ kinds: ['delivery.closed', 'other'] })).toEqual([theirs.entryId])
  expect(await ids({ kinds: [] })).toEqual([])
})

test('another tenant sees none of the entries', async () => {
  const [ours, theirs, group] = [nextId(), nextId(), nextId()]
  await append(anEntry({ tenantId: ours, terminalGroupId: group }), anEntry({ tenantId: ours }))
  await sequence()
  expect(await links().entriesFor(anyOf(theirs, group), 0n, 10)).toEqual([])
  expect((await links().entriesFor(anyOf(ours, group), 0n, 10)).length).toBe(2)
})
