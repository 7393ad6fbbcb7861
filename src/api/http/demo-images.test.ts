import fastify from 'fastify'
import { expect, test } from 'vitest'
import { demoImagesPlugin } from './demo-images.ts'

async function ask(path: string) {
  const server = fastify()
  await server.register(demoImagesPlugin, { draw: (code) => `<svg>${code}</svg>` })
  const answer = await server.inject(path)
  await server.close()
  return answer
}

test('a code of the menu has a picture that browsers keep and other sites may show', async () => {
  const picture = await ask('/demo-images/10101.svg')
  expect(picture.body).toBe('<svg>10101</svg>')
  expect(picture.headers['content-type']).toContain('image/svg+xml')
  expect(picture.headers['cache-control']).toContain('max-age=')
  expect(picture.headers['access-control-allow-origin']).toBe('*')
})

test.each(['/demo-images/10101.png', '/demo-images/a%3Cb.svg', '/demo-images/12345678901.svg'])(
  '%s is no picture of ours',
  async (path) => {
    expect((await ask(path)).statusCode).toBe(404)
  },
)
