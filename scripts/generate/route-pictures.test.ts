import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { lines } from '../../src/link/lines.ts'
import { cloudHops, drawScheme, legacyHops, withPictures } from './route-pictures.ts'

const page = readFileSync(new URL('../../docs/delivery-schemes.md', import.meta.url), 'utf8')

test('the pictures of the page are drawn from the lines of the program', () => {
  expect(withPictures(page)).toBe(page)
  for (const id of ['legacy', 'cloud']) expect(page).toContain(drawScheme(id))
})

test('a legacy order goes portal, call centre, chain, restaurant, till, over every line there is', () => {
  const hops = legacyHops()
  expect(hops.map(({ from }) => from)).toEqual(['cloud', 'callcentre', 'chain', 'server'])
  expect(hops.at(-1)?.to).toBe('till')
  expect(hops).toHaveLength(Object.keys(lines).length + 1)
  // Whatever goes down with an order, what the till did comes back on the same line.
  for (const { down, up } of hops)
    expect([down, up]).toEqual([expect.arrayContaining(['orders']), expect.arrayContaining(['deeds'])])
})

test('in the cloud scheme the till dials the cloud itself', () => {
  expect(cloudHops()).toMatchObject([{ from: 'cloud', to: 'till', dials: 'till' }])
})
