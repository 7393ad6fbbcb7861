/** Screens of a till without a browser: what they are told, and when. */
export type Session = { token: string; headers: Record<string, string> }

const api = '/till/pokrovka/api'
const json = { 'content-type': 'application/json' }

async function answerOf(response: Response): Promise<string> {
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${text}`)
  return text
}

export async function logIn(till: string, pin: string): Promise<Session> {
  const body = JSON.stringify({ pin })
  const { token } = JSON.parse(
    await answerOf(await fetch(`${till}${api}/login`, { method: 'POST', headers: json, body })),
  ) as { token: string }
  return { token, headers: { ...json, authorization: `Bearer ${token}` } }
}

/** Somebody does something at a screen. */
export async function send(till: string, { headers }: Session, command: object): Promise<void> {
  const body = JSON.stringify({ id: crypto.randomUUID(), command })
  await answerOf(await fetch(`${till}${api}/commands`, { method: 'POST', headers, body }))
}

/** What a screen reads of its till. */
export async function read<Answer>(till: string, { headers }: Session, path: string): Promise<Answer> {
  return JSON.parse(await answerOf(await fetch(`${till}${api}${path}`, { headers }))) as Answer
}

export const streamOf = (till: string): string => `${till}${api}/stream`

/** Listens to a stream of events until `signal`; `hear` gets each piece of it as it comes. Resolves with the hello. */
export async function listen(
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal,
  hear: (text: string) => void,
): Promise<void> {
  const response = await fetch(url, { headers, signal })
  if (!response.ok || !response.body) throw new Error(`${url}: ${response.status}`)
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  await reader.read()
  const follow = async (): Promise<void> => {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      hear(decoder.decode(value, { stream: true }))
    }
  }
  follow().catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
}
