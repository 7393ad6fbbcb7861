import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** The wire between a screen and its till. */
export type Cable = {
  /** What the screen's browser is given as the till's address. */
  url: string
  /** Everything that flows breaks, and nobody answers. */
  cut(): Promise<void>
  /** Nothing breaks and nothing flows, as behind a switch that lost its power. */
  freeze(): void
  mend(): Promise<void>
}

/** Lays a cable to the port of `baseUrl`: bytes go through it unseen until somebody cuts it. */
export async function layCable(baseUrl: string): Promise<Cable> {
  const target = Number(new URL(baseUrl).port)
  const ends = new Set<Socket>()
  let isFrozen = false
  const lay = (port: number): Promise<Server> => listen(target, ends, port, () => isFrozen)
  let server = await lay(0)
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    async cut() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const end of ends) end.destroy()
      await closed
    },
    freeze() {
      isFrozen = true
      for (const end of ends) end.unpipe().pause()
    },
    async mend() {
      // What hung in a frozen cable is gone with it.
      if (isFrozen) for (const end of ends) end.destroy()
      isFrozen = false
      if (!server.listening) server = await lay(port)
    },
  }
}

async function listen(
  target: number,
  ends: Set<Socket>,
  port: number,
  isFrozen: () => boolean,
): Promise<Server> {
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end)
      if (!isFrozen()) end.pipe(other)
      // A broken end breaks the other one; why it broke is of no interest.
      end.on('error', () => other.destroy())
      end.on('close', () => {
        ends.delete(end)
        other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return server
}
