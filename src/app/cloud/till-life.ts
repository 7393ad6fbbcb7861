/** A till says every half a minute that it is there; after this long without a word it is not (cloud-api §11.2). */
const heartbeatGoodMs = 90_000

type Beat = { seenAt: number; isAsleep: boolean }

/**
 * Whether somebody answers at the till, asleep or not. A clock that was set back leaves heartbeats of the future; they
 * are as good as new.
 */
export const answersNow = ({ seenAt }: Beat, now: number): boolean => now - seenAt <= heartbeatGoodMs

/** Whether a till takes orders: it answers and is awake (cloud-api §6.7). */
export const isTillAlive = (beat: Beat, now: number): boolean => !beat.isAsleep && answersNow(beat, now)
