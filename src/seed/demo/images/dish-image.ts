import { paletteOf } from './palette.ts'
import { type Look, type Shape, shapes } from './shapes.ts'

/** By the longest matching beginning of a code: of a product, or of a group of the menu. */
const shapeOf: Record<string, Shape> = {
  '101': 'bowl',
  '102': 'bowl',
  '103': 'plate',
  '105': 'steak',
  '106': 'nest',
  '10508': 'plate',
  '10606': 'plate',
  '10804': 'bowl',
  '10806': 'bowl',
  '109': 'sauceboat',
  '110': 'bowl',
  '20': 'pizza',
  '30': 'burger',
  '40': 'roll',
  '40009': 'nigiri',
  '40010': 'nigiri',
  '40011': 'nigiri',
  '40012': 'plate',
  '50': 'cake',
  '50005': 'scoops',
  '50006': 'plate',
  '50008': 'scoops',
  '50009': 'scoops',
  '509': 'bowl',
  '60': 'cup',
  '602': 'teapot',
  '603': 'glass',
  '604': 'bottle',
  '605': 'wine',
  '60504': 'glass',
  '60505': 'bottle',
}

/** Soft backgrounds; a code always gets the same one. */
const backgrounds = ['#fdf0e3', '#e9f3ec', '#eaf1f8', '#fbeaea', '#f3eefa', '#f7f3df'] as const

/** Pictures of groups show a dish of the group. */
const exampleOf: Record<string, string> = {
  '10': '10403',
  '20': '20002',
  '30': '30001',
  '40': '40001',
  '50': '50001',
  '60': '60111',
  '101': '10101',
  '102': '10201',
  '103': '10305',
  '104': '10403',
  '105': '10501',
  '106': '10601',
  '107': '10701',
  '108': '10801',
  '109': '10901',
  '110': '11001',
  '601': '60111',
  '602': '60203',
  '603': '60302',
  '604': '60403',
  '605': '60501',
}

const shapeFor = (code: string): Shape => {
  for (let length = code.length; length > 0; length--) {
    const shape = shapeOf[code.slice(0, length)]
    if (shape) return shape
  }
  return 'plate'
}

/** A stream of numbers that depends on the code only. */
function numbersOf(code: string): () => number {
  let state = 2_166_136_261
  for (const letter of code) state = Math.imul(state ^ letter.charCodeAt(0), 16_777_619)
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    return (state >>> 0) / 2 ** 32
  }
}

/**
 * A picture of a dish or of a group of the menu, drawn by its code: what `/demo-images/<code>.svg` answers.
 * Any code gets a picture; nothing of the code itself gets into the text.
 */
export function dishImage(code: string): string {
  const dish = exampleOf[code] ?? code
  const look: Look = { ...paletteOf(dish), next: numbersOf(dish) }
  const background = backgrounds[Math.floor(look.next() * backgrounds.length)] ?? backgrounds[0]
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" role="img">' +
    `<rect width="400" height="300" fill="${background}"/>${shapes[shapeFor(dish)](look)}</svg>`
  )
}
