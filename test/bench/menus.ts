import { organizationId } from './demo.ts'
import { compare } from './measure.ts'
import type { World } from './world.ts'

export const benchNomenclature = (world: World): Promise<void> =>
  benchBytes(world, 'nomenclature', '/api/1/nomenclature', { organizationId })

export const benchExternalMenu = (world: World): Promise<void> =>
  benchBytes(world, 'external menu', '/api/2/menu/by_id', {
    externalMenuId: '12001',
    organizationIds: [organizationId],
    version: 3,
  })

/** Against a handler that holds the same bytes and does nothing but send them. */
async function benchBytes(world: World, title: string, path: string, request: unknown): Promise<void> {
  const body = JSON.stringify(request)
  const url = `${world.ours}${path}`
  const headers = { 'content-type': 'application/json', ...world.headers }
  const answer = await fetch(url, { method: 'POST', headers, body })
  const bytes = Buffer.from(await answer.arrayBuffer())
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${bytes}`)
  const copy = `${world.reference}/static/${title.replaceAll(' ', '-')}`
  const type = { 'content-type': 'application/octet-stream' }
  await fetch(copy, { method: 'PUT', headers: type, body: bytes })
  process.stdout.write(`${title}: ${bytes.length} bytes\n`)
  await compare(
    world,
    title,
    { name: path, url, body: () => body, headers: world.headers },
    { name: 'bare static handler', url: copy, body: () => body },
  )
}
