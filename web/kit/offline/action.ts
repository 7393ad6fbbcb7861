import type { Item } from '../item-types.ts'
import type { Texts } from '../named.ts'
import type { Command } from '../till-types.ts'

/** What may be composed without the till (corrections 11): items and notes. Kitchen, money and numbers wait for it. */
const composedKinds = [
  'tableOrder.place',
  'tableOrder.addItems',
  'reserve.addItems',
  'delivery.addItems',
  'delivery.changeComment',
  'delivery.changeProblem',
] as const

export type ComposedCommand = Extract<Command, { kind: (typeof composedKinds)[number] }>

export const isComposed = (command: Command): command is ComposedCommand =>
  composedKinds.some((kind) => kind === command.kind)

/** A dish as it looks until the till has said what it is: by the usual price of the day it was chosen. */
export type ItemPicture = Pick<
  Item,
  | 'positionId'
  | 'productId'
  | 'name'
  | 'size'
  | 'amount'
  | 'sum'
  | 'comment'
  | 'modifiers'
  | 'guestId'
  | 'course'
>

/** Something a person did at this screen that its till has not answered yet, or has refused. */
export type Action = {
  /** Made by the screen; the till does one id once, however often it is sent. */
  id: string
  /** The code of the till it is for. */
  till: string
  /** It is sent in this person's name only. */
  author: { id: string; name: string }
  command: ComposedCommand
  picture: ItemPicture[]
  /** Till's time as the screen knew it, epoch milliseconds. Shown to people; nothing is decided by it. */
  composedAt: number
  /** The till's no; null while it waits. */
  refusal: { code: string; text: Texts } | null
}

/** Waits until the till can be asked. */
export const isWaiting = ({ refusal }: Action): boolean => refusal === null
