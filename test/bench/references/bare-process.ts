// The reference of the plugins' host: a process that answers a message at once, and one that says how late messages came.
const now = (): number => performance.timeOrigin + performance.now()

type Message = { kind: 'ask' | 'event' | 'read'; body: { sentAt?: number } | null }

let lags: number[] = []
process.on('message', ({ kind, body }: Message) => {
  if (kind === 'ask') process.send?.(body)
  else if (kind === 'event') lags.push(now() - (body?.sentAt ?? 0))
  else {
    process.send?.(lags)
    lags = []
  }
})
