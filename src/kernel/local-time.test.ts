import { describe, expect, it } from 'vitest'
import { zoneOffsetMinutes } from './local-time.ts'

describe('offset of a zone', () => {
  it('changes in the minute in which the zone does', () => {
    // Berlin leaves summer time on 25 October 2026 at 01:00 UTC.
    const change = Date.UTC(2026, 9, 25, 1)
    expect([-1, 0, 59_999, -1].map((ms) => zoneOffsetMinutes(change + ms, 'Europe/Berlin'))).toEqual([
      120, 60, 60, 120,
    ])
  })

  it('is kept for each zone apart', () => {
    const now = Date.UTC(2026, 10, 26, 12, 0, 30)
    const zones = ['Europe/Moscow', 'Asia/Yekaterinburg', 'Asia/Kolkata', 'Europe/Moscow']
    expect(zones.map((zone) => zoneOffsetMinutes(now, zone))).toEqual([180, 300, 330, 180])
  })
})
