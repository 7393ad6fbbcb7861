import { createHash } from 'node:crypto'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { ReadyAnswer } from '../../operation.ts'
import { gzipLevel, type SplicedGzip, spliceableGzip } from './spliced-gzip.ts'

/** A large body, written once and sent often. Compressed twins come from the thread pool a little later. */
interface ReadyBody {
  readonly bytes: number
  answer(correlationId: Uuid): ReadyAnswer
}

/** The same for every call: an external menu. */
class SharedBody implements ReadyBody {
  readonly #answer: ReadyAnswer
  readonly #encoded: { br?: Buffer; gzip?: Buffer } = {}
  readonly bytes: number

  constructor(content: object) {
    const plain = Buffer.from(JSON.stringify(content))
    this.bytes = plain.length
    this.#answer = new ReadyAnswer(plain, etagOf(plain), this.#encoded)
    gzip(plain, { level: gzipLevel }, (error, bytes) => {
      if (!error) this.#encoded.gzip = bytes
    })
    const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length }
    brotliCompress(plain, { params }, (error, bytes) => {
      if (!error) this.#encoded.br = bytes
    })
  }

  answer(): ReadyAnswer {
    return this.#answer
  }
}

/** Begins with the id of the call, as most answers of the transport do; the rest never changes. */
class CorrelatedBody implements ReadyBody {
  readonly #rest: Buffer
  readonly #etag: string
  #splice: SplicedGzip | null = null
  readonly bytes: number

  constructor(content: object) {
    // `{"a":1}` without its brace goes on after `{"correlationId":"…",`.
    this.#rest = Buffer.from(JSON.stringify(content).slice(1))
    this.#etag = etagOf(this.#rest)
    this.bytes = this.#rest.length
    spliceableGzip(this.#rest).then(
      (splice) => {
        this.#splice = splice
      },
      () => {
        // Without a compressed twin the body goes out plain.
      },
    )
  }

  answer(correlationId: Uuid): ReadyAnswer {
    const head = Buffer.from(`{"correlationId":"${correlationId}",`)
    const splice = this.#splice
    const plain = Buffer.concat([head, this.#rest])
    if (!splice) return new ReadyAnswer(plain, this.#etag)
    const encoded = {
      get gzip() {
        return splice(head)
      },
    }
    return new ReadyAnswer(plain, this.#etag, encoded)
  }
}

const etagOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64url').slice(0, 22)

/** Plain bytes kept for one state of the books; what was asked least recently goes first. */
const keptBytesMax = 128 * 1024 * 1024

export class ReadyBodies {
  readonly #kept = new Map<string, ReadyBody>()
  readonly #bytesMax: number
  #bytes = 0

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax
  }

  /** `key` names what is written: the operation and all that it depends on. */
  shared(key: string, write: () => object): ReadyBody {
    return this.#body(key, () => new SharedBody(write()))
  }

  correlated(key: string, write: () => object): ReadyBody {
    return this.#body(key, () => new CorrelatedBody(write()))
  }

  #body(key: string, make: () => ReadyBody): ReadyBody {
    const known = this.#kept.get(key)
    const body = known ?? make()
    if (!known) this.#bytes += body.bytes
    this.#kept.delete(key)
    this.#kept.set(key, body)
    for (const [oldest, { bytes }] of this.#kept) {
      if (this.#bytes <= this.#bytesMax || oldest === key) break
      this.#kept.delete(oldest)
      this.#bytes -= bytes
    }
    return body
  }
}

const byCatalog = new WeakMap<Catalog, ReadyBodies>()

/** Bodies made of a catalog: a picture of the books never changes, and they go when it goes. */
export function readyBodies(catalog: Catalog): ReadyBodies {
  let bodies = byCatalog.get(catalog)
  if (!bodies) {
    bodies = new ReadyBodies(keptBytesMax)
    byCatalog.set(catalog, bodies)
  }
  return bodies
}
