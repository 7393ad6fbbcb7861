import type { Answer } from '../support/start-server.ts'

/** The picture that a device of the till is shown first. */
export async function nextState(url: string, key: string): Promise<Answer['json']> {
  const ended = new AbortController()
  const response = await fetch(url, { headers: { authorization: `Bearer ${key}` }, signal: ended.signal })
  if (!response.body) throw new Error(`${url} answered ${response.status}`)
  let text = ''
  try {
    for await (const bytes of response.body.pipeThrough(new TextDecoderStream())) {
      text += bytes
      const found = /event: state\ndata: (.*)\n\n/.exec(text)?.[1]
      if (found) return JSON.parse(found).picture
    }
  } finally {
    ended.abort()
  }
  throw new Error(`${url} ended without a picture: ${response.status} ${text}`)
}
