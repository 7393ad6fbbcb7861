import { createServer } from 'node:http'

// An integrator's program that listens to webhooks. An event is printed before it is answered: what was printed came.
const { port } = JSON.parse(process.argv[2] ?? '{}') as { port: number }

createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    process.stdout.write(`came ${request.headers['x-event-id']}\n`, () => response.end('{}'))
  })
}).listen(port, '127.0.0.1', () => process.stdout.write('ready\n'))
