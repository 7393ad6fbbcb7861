import { describe, expect, test } from 'vitest'
import { imageIdIn, imageLink, imageTypeOf, linksWithImage } from './image.ts'

const tenant = '11111111-0000-4000-8000-000000000001'
const image = '22222222-0000-4000-8000-000000000002'

describe('what bytes are', () => {
  test.each([
    ['image/png', '89504e470d0a1a0a0000'],
    ['image/jpeg', 'ffd8ffe000104a464946'],
    ['image/gif', '474946383961'],
    ['image/webp', '52494646100000005745425056503820'],
    ['image/bmp', `424d${'00'.repeat(30)}`],
  ])('%s', (type, hex) => {
    expect(imageTypeOf(Buffer.from(hex, 'hex'))).toBe(type)
  })

  test.each(['', 'GIF8', '<svg xmlns="http://www.w3.org/2000/svg"/>', '<html>', 'BM', 'RIFF0000WAVE'])(
    '%j is no image that we keep',
    (text) => {
      expect(imageTypeOf(Buffer.from(text))).toBeNull()
    },
  )
})

describe('links of a card', () => {
  test('name the image that they show', () => {
    expect(imageIdIn([imageLink(tenant, image)])).toBe(image)
    expect(imageIdIn([])).toBeNull()
    expect(imageIdIn(['/demo-images/10101.svg'])).toBeNull()
  })

  test('change with the image, and stay where nothing is said or the same is said', () => {
    const drawn = ['/demo-images/10101.svg']
    expect(linksWithImage(tenant, drawn, undefined)).toEqual(drawn)
    expect(linksWithImage(tenant, drawn, null)).toEqual(drawn)
    expect(linksWithImage(tenant, drawn, image)).toEqual([imageLink(tenant, image)])
    expect(linksWithImage(tenant, [imageLink(tenant, image)], null)).toEqual([])
  })
})
