import { expect, test } from 'vitest'
import { quietRoot } from './quiet-root.ts'

/** An element that knows what was listened to. */
function anElement() {
  const heard: string[] = []
  const root = { addEventListener: (kind: string) => void heard.push(kind) } as unknown as HTMLElement
  return { root, heard }
}
const nothing = (): void => {}

test('what screens go by is listened to, what fingers do besides is not', () => {
  const { root, heard } = anElement()
  quietRoot(root)
  for (const kind of [
    'touchend',
    'click',
    'pointerover',
    'keydown',
    'mousemove',
    'input',
    'focusin',
    'cancel',
  ])
    root.addEventListener(kind, nothing)
  expect(heard).toEqual(['click', 'keydown', 'input', 'cancel'])
})

test('an element that is quiet already stays as it is', () => {
  const { root, heard } = anElement()
  quietRoot(root)
  const listen = root.addEventListener
  expect(quietRoot(root).addEventListener).toBe(listen)
  root.addEventListener('click', nothing)
  expect(heard).toEqual(['click'])
})
