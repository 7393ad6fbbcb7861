/** Halls: their tables and what else stands on their plans. */
import type { Uuid } from '../../kernel/ids.ts'
import type { Named } from './named.ts'

export type RestaurantSection = Named & {
  terminalGroupId: Uuid
  /** A table with an open order takes no other (cloud-api §8.1). */
  forbidsSecondOrder: boolean
  tables: {
    id: Uuid
    posId: Uuid
    number: number
    name: string
    seats: number
    x: number
    y: number
    width: number
    height: number
  }[]
  /** What else the plan of the hall shows: words, walls, columns. Absent: tables only. */
  decor?: HallDecor[]
}

/** A thing on the plan of a hall, in pixels; a colour is `[alpha, red, green, blue]` of 0–255, an angle in degrees. */
export type HallDecor = { x: number; y: number; z: number; angle: number; width: number; height: number } & {
  color: readonly [alpha: number, red: number, green: number, blue: number]
} & (
    | { kind: 'rectangle' | 'ellipse' }
    | {
        kind: 'mark'
        text: string
        font: {
          family: string
          size: number
          style: 'Regular' | 'Bold' | 'Italic' | 'Underline' | 'Strikeout'
        }
      }
  )
