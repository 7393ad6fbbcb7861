import { useEffect, useRef, useState } from 'react'
import { readSetting, saveSetting } from './settings.ts'

export type Sound = 'on' | 'off'

const savedSound = (): Sound => (readSetting('sound') === 'off' ? 'off' : 'on')

export function useSound(): [Sound, (sound: Sound) => void] {
  const [sound, setSound] = useState(savedSound)
  return [
    sound,
    (next) => {
      saveSetting('sound', next)
      setSound(next)
    },
  ]
}

/**
 * Rings when something appears that was not there before. What was there when the screen was opened is no news, what
 * came while it was cut off is. Another `view` begins anew.
 */
export function useChime(ids: readonly string[] | null, view = ''): void {
  const known = useRef<{ view: string; ids: ReadonlySet<string> } | null>(null)
  const audio = useRef<AudioContext | null>(null)
  useEffect(() => {
    if (!ids) return
    const before = known.current?.view === view ? known.current.ids : null
    known.current = { view, ids: new Set(ids) }
    if (!before || ids.every((id) => before.has(id)) || savedSound() === 'off') return
    audio.current ??= new AudioContext()
    ring(audio.current)
  }, [ids, view])
  useEffect(() => () => void audio.current?.close(), [])
}

const tones = [
  { hertz: 880, at: 0 },
  { hertz: 1174.7, at: 0.16 },
] as const
const toneSeconds = 0.35

/** Two notes going up, like a bell on a counter. A page that nobody has touched yet stays silent: browsers insist. */
function ring(audio: AudioContext): void {
  void audio.resume()
  for (const { hertz, at } of tones) {
    const start = audio.currentTime + at
    const volume = new GainNode(audio, { gain: 0 })
    volume.gain.setValueAtTime(0.35, start)
    volume.gain.exponentialRampToValueAtTime(0.001, start + toneSeconds)
    const tone = new OscillatorNode(audio, { type: 'triangle', frequency: hertz })
    tone.connect(volume).connect(audio.destination)
    tone.start(start)
    tone.stop(start + toneSeconds)
  }
}
