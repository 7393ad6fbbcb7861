/**
 * Dishes are written as text tables, four lines each, so that a cook could read and correct them:
 *
 *     10101 Борщ с говядиной | Beef borscht
 *     420 ₽ · 350 г · 12 мин · 62 3.1 3.4 4.9 · celery milk · #hit
 *     Наваристый борщ со сметаной.
 *     Rich broth with beetroot and sour cream.
 *
 * Second line, in any order: price (of each size from small to large, `590/790/990 ₽`), weight, minutes to cook,
 * energy, proteins, fats and carbohydrates per 100 g, allergens, tags, barcodes (`=2900…`). Descriptions may be left
 * out. An empty line ends a dish.
 */

import type { Nutrition } from '../../../domain/reference/books.ts'
import { type Money, moneyFromJson } from '../../../kernel/exact.ts'
import { type AllergenKey, isAllergen } from './dictionaries.ts'

export type MenuRow = {
  code: string
  name: string
  nameEn: string
  /** Empty for what has no price; one price per size otherwise. */
  prices: Money[]
  grams: number
  minutes: number
  nutrition: Nutrition
  allergens: AllergenKey[]
  tags: string[]
  barcodes: string[]
  description: string
  descriptionEn: string
}

const none: Nutrition = { energy: 0, proteins: 0, fats: 0, carbohydrates: 0 }
const head = /^(\d{5}) (.+?) \| (.+)$/
const price = /^([\d./]+) ₽$/
const weight = /^(\d+) г$/
const minutes = /^(\d+) мин$/
const nutrition = /^([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)$/

/** Reads a table of dishes; throws on the first line that it does not understand. */
export function readMenu(table: string): MenuRow[] {
  return table
    .trim()
    .split(/\n\s*\n/)
    .map((block) => readRow(block.split('\n').map((line) => line.trim())))
}

function readRow([title = '', facts = '', description = '', descriptionEn = '', ...rest]: string[]): MenuRow {
  const match = head.exec(title)
  if (!match || rest.length > 0) throw new SyntaxError(`not a dish of the menu table: ${title}`)
  const [, code = '', name = '', nameEn = ''] = match
  const row: MenuRow = {
    code,
    name,
    nameEn,
    prices: [],
    grams: 0,
    minutes: 0,
    nutrition: none,
    allergens: [],
    tags: [],
    barcodes: [],
    description,
    descriptionEn,
  }
  for (const fact of facts.split(' · '))
    if (!readFact(row, fact)) throw new SyntaxError(`${code}: what is "${fact}"?`)
  return row
}

function readFact(row: MenuRow, fact: string): boolean {
  const [, prices] = price.exec(fact) ?? []
  if (prices) row.prices = prices.split('/').map((rubles) => moneyFromJson(Number(rubles)))
  const [, grams] = weight.exec(fact) ?? []
  if (grams) row.grams = Number(grams)
  const [, cooking] = minutes.exec(fact) ?? []
  if (cooking) row.minutes = Number(cooking)
  const values = nutrition.exec(fact)
  if (values) {
    const [energy = 0, proteins = 0, fats = 0, carbohydrates = 0] = values.slice(1).map(Number)
    row.nutrition = { energy, proteins, fats, carbohydrates }
  }
  if (prices || grams || cooking || values) return true
  return fact.split(' ').every((word) => {
    if (word.startsWith('#')) row.tags.push(word.slice(1))
    else if (word.startsWith('=')) row.barcodes.push(word.slice(1))
    else if (isAllergen(word)) row.allergens.push(word)
    else return false
    return true
  })
}
