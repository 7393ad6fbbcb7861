import { useEffect, useRef } from 'react'
import type { QueueEntry, QueueSettings } from '../kit/device/device-types.ts'
import { newlyReady } from './columns.ts'

const sounds = {
  chime: [
    { hertz: 784, at: 0, seconds: 0.5 },
    { hertz: 1046.5, at: 0.22, seconds: 0.7 },
  ],
  gong: [{ hertz: 196, at: 0, seconds: 2.2 }],
} as const

/** A page that nobody has touched stays silent where the browser insists on it; a board's browser is told not to. */
function ring(audio: AudioContext, sound: keyof typeof sounds): void {
  void audio.resume()
  for (const { hertz, at, seconds } of sounds[sound]) {
    const start = audio.currentTime + at
    const volume = new GainNode(audio, { gain: 0 })
    volume.gain.setValueAtTime(0.5, start)
    volume.gain.exponentialRampToValueAtTime(0.001, start + seconds)
    const tone = new OscillatorNode(audio, { type: sound === 'gong' ? 'sine' : 'triangle', frequency: hertz })
    tone.connect(volume).connect(audio.destination)
    tone.start(start)
    tone.stop(start + seconds)
  }
}

/** Calls out numbers that have become ready, each once. */
export function useCalls(ready: readonly QueueEntry[] | null, settings: QueueSettings | null): void {
  const known = useRef<ReadonlySet<string> | null>(null)
  const audio = useRef<AudioContext | null>(null)
  useEffect(() => {
    if (!ready || !settings) return
    const news = newlyReady(known.current, ready)
    // One that was ready once is not called again when it comes back from a correction of the kitchen.
    known.current = new Set([...(known.current ?? []), ...ready.map(({ orderId }) => orderId)])
    if (news.length === 0) return
    if (settings.sound !== 'off') {
      audio.current ??= new AudioContext()
      ring(audio.current, settings.sound)
    }
    if (settings.voice) for (const { label } of news) say(label, settings.language)
  }, [ready, settings])
  useEffect(() => () => void audio.current?.close(), [])
}

function say(label: string, language: QueueSettings['language']): void {
  if (!('speechSynthesis' in window)) return
  const words = {
    ru: { text: `Заказ номер ${label} готов`, lang: 'ru-RU' },
    en: { text: `Order number ${label} is ready`, lang: 'en-GB' },
  }
  for (const one of language === 'both' ? [words.ru, words.en] : [words[language]]) {
    const utterance = new SpeechSynthesisUtterance(one.text)
    utterance.lang = one.lang
    speechSynthesis.speak(utterance)
  }
}
