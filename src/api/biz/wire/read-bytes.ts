import { decodeBody, parseJson } from '../../http/json-body.ts'
import { Fields } from './body.ts'
import { decodeAs } from './charset.ts'

const jsonDepthMax = 64

/** The text of a body, whatever it is encoded in. */
export const textOfBytes = (bytes: Buffer, contentType: string): string =>
  decodeAs(bytes, contentType) ?? decodeBody(bytes)

/** Clients that post forms are served too; JSON that is called a form is JSON all the same. */
export const isForm = (bytes: Buffer, contentType: string): boolean =>
  /x-www-form-urlencoded/i.test(contentType) && !/^\s*[[{]/.test(textOfBytes(bytes, contentType))

/** The value of a body; undefined when it is empty. */
export function valueOfBytes(bytes: Buffer, contentType: string): unknown {
  const text = textOfBytes(bytes, contentType)
  if (isForm(bytes, contentType)) return Object.fromEntries(new URLSearchParams(text))
  return parseJson(text, { depthMax: jsonDepthMax })
}

/** The members of a body; an empty one has none (biz-card-api §1.2). */
export const fieldsOfBytes = (bytes: Buffer, contentType: string): Fields =>
  new Fields(valueOfBytes(bytes, contentType) ?? {})
