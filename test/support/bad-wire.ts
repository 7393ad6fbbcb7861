import { connect, createServer, type Server, type Socket } from 'node:net'

/** A TCP line between two processes that a test may cut, or let fall silent: nothing comes through, nobody is told. */
export type BadWire = {
  port: number
  cut(): void
  mute(): void
  mend(): void
  close(): Promise<void>
}

/** Opens a line to a port of this machine, whoever listens there at the time. */
export async function openBadWire(targetPort: number): Promise<BadWire> {
  let state: 'whole' | 'cut' | 'mute' = 'whole'
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
  }
  const server: Server = createServer((here) => {
    keep(here)
    if (state === 'cut') {
      here.destroy()
      return
    }
    const there = connect(targetPort, '127.0.0.1')
    keep(there)
    for (const [from, to] of [
      [here, there],
      [there, here],
    ] as const) {
      from.on('data', (bytes) => {
        if (state !== 'mute') to.write(bytes)
      })
      from.on('close', () => to.destroy())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const drop = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: (server.address() as { port: number }).port,
    cut() {
      state = 'cut'
      drop()
    },
    mute() {
      state = 'mute'
    },
    // What was lost in silence cannot be made good on the same connection.
    mend() {
      if (state === 'mute') drop()
      state = 'whole'
    },
    async close() {
      drop()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
