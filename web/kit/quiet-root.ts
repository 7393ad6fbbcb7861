/** What fingers, mice and the focus do besides what screens of tills and devices go by, as the browser calls it. */
const unheard: ReadonlySet<string> = new Set([
  ...['touchstart', 'touchmove', 'touchend', 'touchcancel'],
  ...['pointerdown', 'pointermove', 'pointerup', 'pointercancel', 'pointerover', 'pointerout'],
  ...['mousedown', 'mousemove', 'mouseup', 'mouseover', 'mouseout', 'dblclick', 'auxclick', 'contextmenu'],
  ...['gotpointercapture', 'lostpointercapture', 'focusin', 'focusout'],
])

const quiet = new WeakSet<HTMLElement>()

/**
 * React listens at its root, and at the root of each portal, to every kind of event there is, on the way down and on the way
 * up: a touch makes sixteen of them, which on a slow till cost more than the answer to it. What no screen goes by is not
 * listened to; who needs one of these listens at their own element.
 */
export function quietRoot<Root extends HTMLElement>(root: Root): Root {
  if (quiet.has(root)) return root
  quiet.add(root)
  const listen = root.addEventListener
  root.addEventListener = (kind: string, ...rest: [EventListenerOrEventListenerObject]): void => {
    if (!unheard.has(kind)) listen.call(root, kind, ...rest)
  }
  return root
}
