import { useEffect, useState } from 'react'
import { addressOf } from '../kit/desk/api.ts'
import { serverEvents } from '../kit/server-events.ts'
import { pause } from '../kit/until-answered.ts'
import type { PhoneCall } from './types.ts'

export type News = {
  calls: readonly PhoneCall[]
  /** Another one: orders have changed. */
  revision: string | null
  /** The server's clock less that of this computer, in milliseconds. */
  offsetMs: number
  isLive: boolean
}

const pauseMs = 1500

/** Calls and changes of orders as the server tells of them; a line that broke is opened again. */
export function useNews(): News {
  const [news, setNews] = useState<News>({ calls: [], revision: null, offsetMs: 0, isLive: false })
  useEffect(() => {
    const gone = new AbortController()
    void listen(gone.signal, (more) => setNews((before) => ({ ...before, ...more })))
    return () => gone.abort()
  }, [])
  return news
}

async function listen(gone: AbortSignal, tell: (more: Partial<News>) => void): Promise<void> {
  while (!gone.aborted) {
    try {
      const answer = await fetch(addressOf('/stream'), { signal: gone })
      if (answer.ok && answer.body) {
        for await (const { event, data } of serverEvents(answer.body, gone))
          tell({ ...wordOf(event, data), isLive: true })
      }
    } catch {
      // The line broke, or the page is closed: tried again below, or not.
    }
    if (gone.aborted) return
    tell({ isLive: false })
    await pause(pauseMs)
  }
}

function wordOf(event: string, data: unknown): Partial<News> {
  if (event === 'calls') return { calls: (data as { calls: PhoneCall[] }).calls }
  if (event !== 'orders') return {}
  const { revision, now } = data as { revision: string; now: number }
  return { revision, offsetMs: now - Date.now() }
}
