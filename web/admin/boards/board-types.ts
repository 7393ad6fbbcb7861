import type { Named } from '../types.ts'

/** A queue board as `/admin/api/boards` tells it. */
export type BoardDraft = {
  name: string
  nameEn?: string
  terminalGroupId: string
  template: 'columns' | 'ready' | 'advertisement'
  skin: 'paper' | 'night' | 'brand' | 'contrast'
  orderTypeIds: string[]
  sectionIds: string[]
  withServedTables: boolean
  withAccepted: boolean
  withPacking: boolean
  keepReadyMinutes: number
  keepCookingMinutes: number | null
  maxCooking: number
  maxReady: number
  prefix: string
  digits: 0 | 2 | 3 | 4
  prefersExternalNumber: boolean
  names: 'none' | 'masked' | 'whole'
  sound: 'chime' | 'gong' | 'off'
  voice: boolean
  blinkSeconds: number
  language: 'ru' | 'en' | 'both'
  colours: { cooking: string | null; ready: string | null }
  advertisement: { lines: string[]; image: string | null; seconds: number }
}
export type Board = BoardDraft & { id: string }
export type Boards = {
  boards: Board[]
  templates: BoardDraft['template'][]
  skins: BoardDraft['skin'][]
  tills: (Named & { code: string; usual: BoardDraft })[]
  orderTypes: Named[]
  sections: (Named & { terminalGroupId: string })[]
}
