import type { Definitions, SampledSchema } from '../../src/api/cloud/testing/sample.ts'
import type { Chance } from '../support/chance.ts'
import type { KnownWorld } from './known-world.ts'

type Schema = SampledSchema & {
  maxLength?: number
  maximum?: number
  discriminator?: { propertyName: string }
}

const hourMs = 3_600_000
const depthForOptionals = 5

/** A day around now, in the form of the wire and without a zone. */
const localDateTime = (chance: Chance): string =>
  new Date(Date.now() + chance.int(96) * hourMs - 24 * hourMs).toISOString().replace('T', ' ').slice(0, 23)

/** Texts by the name of their field, where any text would be refused at once. */
const textsOfFields: Record<string, readonly string[]> = {
  phone: ['+79005550101', '+79165550202', '+7 (495) 555-03-03', '89005550404'],
  apiLogin: ['de300000-0000-4000-8000-000000000001', 'de300000-0000-4000-8000-000000000003', 'nobody'],
  apiKey: ['de300000-0000-4000-8000-000000000001', 'nobody'],
  webHooksUri: ['http://127.0.0.1:9/hook', 'https://127.0.0.1:9/', 'ftp://127.0.0.1/', '//'],
  externalMenuId: ['1', '2', '3', '900', ''],
  priceCategoryId: ['00000000-0000-0000-0000-000000000000'],
  email: ['anna@example.org', 'anna'],
  city: ['Москва', 'Moscow'],
  house: ['17', '1к2', ''],
  name: ['Анна', 'Покровка', 'Anna'],
}
const texts = ['', 'a', 'Без лука', "O'Brien; drop table journal; --", '日本語 🍜', '%_\\', '{"a":1}', '\t\n']

/** Values that a schema allows, with ids, phones and dates that mostly exist and make sense. */
export class SchemaValues {
  readonly #definitions: Definitions
  readonly #world: KnownWorld
  readonly #chance: Chance
  /** One place for a whole body, so that its organization and its terminal group belong together. */
  #place: { organizationId: string; terminalGroupId: string }

  constructor(definitions: Definitions, world: KnownWorld, chance: Chance) {
    this.#definitions = definitions
    this.#world = world
    this.#chance = chance
    this.#place = world.place(chance)
  }

  /** A body of an operation; `richness` is the share of optional fields that are there. */
  body(definition: string, richness: number): unknown {
    this.#place = this.#world.place(this.#chance)
    return this.#value(this.#definition(definition), 'body', { richness, depth: 0 })
  }

  #definition(name: string): Schema {
    const schema = this.#definitions[name]
    if (!schema) throw new Error(`no definition ${name}`)
    return schema
  }

  #value(schema: Schema, field: string, how: { richness: number; depth: number }): unknown {
    const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
    if (schema.$ref) return this.#value(this.#definition(schema.$ref.split('/').at(-1) ?? ''), field, how)
    const branches = schema.oneOf ?? schema.anyOf
    if (branches) return this.#value(this.#chance.pick(branches), field, how)
    if (schema.enum) return this.#chance.pick(schema.enum)
    if (type === 'object') return this.#object(schema, how)
    if (type === 'array') {
      const least = schema.minItems ?? 0
      const count = least + this.#chance.int(3)
      const deeper = { ...how, depth: how.depth + 1 }
      return Array.from({ length: count }, () => this.#value(schema.items ?? {}, field, deeper))
    }
    if (type === 'string') return this.#text(schema, field)
    if (type === 'boolean') return this.#chance.often(0.5)
    if (type === 'number' || type === 'integer') return this.#number(schema, type)
    return null
  }

  #object({ properties = {}, required = [] }: Schema, how: { richness: number; depth: number }): unknown {
    const richness = how.depth > depthForOptionals ? 0 : how.richness
    const members = Object.entries(properties).filter(
      ([name]) => required.includes(name) || this.#chance.often(richness),
    )
    const deeper = { ...how, depth: how.depth + 1 }
    return Object.fromEntries(members.map(([name, schema]) => [name, this.#value(schema, name, deeper)]))
  }

  #number({ minimum = 0, maximum = 1000 }: Schema, type: 'number' | 'integer'): number {
    const small = minimum + this.#chance.int(Math.min(maximum - minimum, 4) + 1)
    return type === 'integer' || this.#chance.often(0.7) ? small : small + this.#chance.int(1000) / 1000
  }

  #text(schema: Schema, field: string): string {
    const { format, minLength = 0, maxLength = 200 } = schema
    if (format === 'uuid') return this.#id(field)
    if (format === 'local-date-time') return localDateTime(this.#chance)
    const text = this.#chance.pick(textsOfFields[field] ?? texts)
    return text.padEnd(minLength, '1').slice(0, maxLength)
  }

  #id(field: string): string {
    const isOfPlace = this.#chance.often(0.9)
    if (isOfPlace && /^organizationIds?$/.test(field)) return this.#place.organizationId
    if (isOfPlace && /^terminalGroupIds?$/.test(field)) return this.#place.terminalGroupId
    return this.#world.idFor(field, this.#chance)
  }
}
