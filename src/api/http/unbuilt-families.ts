import type { FastifyPluginAsync, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import type { Language } from '../../kernel/refusals.ts'
import { doorOf, doorTable, type FamilyId, familyNames, type Place } from './door-table.ts'
import { languageOf } from './language.ts'

export type UnbuiltFamiliesOptions = {
  families: ReadonlySet<FamilyId>
  /** Is there such a restaurant or terminal group? */
  isPlace: (place: Place) => Promise<boolean>
}

type Words = Readonly<Record<Language, string>>

const notBuilt = (family: FamilyId): Words => ({
  en: `${familyNames[family]} is not built yet. Nothing at this address is answered by a guess.`,
  ru: `${familyNames[family]} ещё не сделан. По этому адресу ничего не отвечается наугад.`,
})

const noPlace = (place: Place): Words => {
  const code = 'code' in place ? place.code.slice(0, 100) : ''
  return place.kind === 'group'
    ? { en: `There is no terminal group ${code}.`, ru: `Нет группы терминалов ${code}.` }
    : { en: `There is no restaurant ${code}.`, ru: `Нет ресторана ${code}.` }
}

/** Addresses that belong to a family which is not built: 501 with its name, never an invented answer. */
export const unbuiltFamilies: FastifyPluginAsync<UnbuiltFamiliesOptions> = async (server, options) => {
  const { families, isPlace } = options
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const language = languageOf(request.headers['accept-language'])
    const door = doorOf(request.url)
    if (!door || !families.has(door.row.family)) {
      reply.callNotFound()
      return reply
    }
    const { place, row } = door
    if (!(await isPlace(place))) return reply.code(404).send({ message: noPlace(place)[language] })
    const body = {
      error: 'NOT_IMPLEMENTED',
      family: familyNames[row.family],
      message: notBuilt(row.family)[language],
    }
    return reply.code(501).send(body)
  }
  // Whatever is sent is not looked at.
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', (_request, payload, done) => {
    payload.resume()
    payload.once('end', () => done(null, undefined))
  })
  const method = server.supportedMethods as HTTPMethods[]
  for (const { pattern, family } of doorTable) {
    if (!families.has(family)) continue
    for (const url of [pattern, `${pattern}/*`])
      server.route({ method, url, onRequest: answer, handler: answer })
  }
}
