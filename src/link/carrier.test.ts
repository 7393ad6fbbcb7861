import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { inProcessCarriers } from './carrier.ts'
import { dialWebSocket } from './spoke.ts'

/** A text frame of a server, at most 125 bytes (RFC 6455 §5.2). */
const textFrame = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0x81, text.length]), Buffer.from(text)])

test('the first frame is heard though it comes in one packet with the consent', async () => {
  const server = createServer((socket) => {
    socket.once('data', (request) => {
      const key = /sec-websocket-key: (.+)\r\n/i.exec(String(request))?.[1] ?? ''
      const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
      const consent =
        'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
        `Sec-WebSocket-Accept: ${accept}\r\n\r\n`
      socket.write(Buffer.concat([Buffer.from(consent), textFrame('welcome')]))
      setTimeout(() => socket.write(textFrame('later')), 50)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const carrier = await dialWebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, 'token')()
  const heard: string[] = []
  carrier.onText((text) => heard.push(text))
  await expect.poll(() => heard).toEqual(['welcome', 'later'])
  carrier.close()
  server.close()
})

test('in one process, too, the last word of a connection is heard before its end', async () => {
  const [here, there] = inProcessCarriers()
  const heard: string[] = []
  there.onText((text) => heard.push(text))
  there.onClose(() => heard.push('closed'))
  here.send('refused')
  here.close()
  await expect.poll(() => heard).toEqual(['refused', 'closed'])
})
