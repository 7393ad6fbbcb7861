export type ServerEvent = { event: string; data: unknown }

/** Nothing for so long, though the server speaks every five seconds: the other end is gone. */
const silenceMsMax = 12_000

/**
 * Events of a `text/event-stream` body; a comment is the event `alive`. Read by hand and not by `EventSource`: the
 * token stays out of the address, a refusal is told from a lost network, and silence counts as loss.
 */
export async function* serverEvents(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<ServerEvent> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  try {
    while (!signal.aborted) {
      const { done, value } = await withinSilence(reader.read())
      if (done) return
      text += decoder.decode(value, { stream: true })
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) yield readBlock(block)
    }
  } finally {
    reader.cancel().catch(() => {
      // Broken already; there is nothing left to free.
    })
  }
}

async function withinSilence<Value>(reading: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the till fell silent')), silenceMsMax)
  })
  try {
    return await Promise.race([reading, silence])
  } finally {
    clearTimeout(timer)
  }
}

function readBlock(block: string): ServerEvent {
  let event = 'message'
  const data: string[] = []
  for (const line of block.split('\n')) {
    if (line.startsWith('event: ')) event = line.slice('event: '.length)
    if (line.startsWith('data: ')) data.push(line.slice('data: '.length))
  }
  return data.length > 0
    ? { event, data: JSON.parse(data.join('\n')) as unknown }
    : { event: 'alive', data: null }
}
