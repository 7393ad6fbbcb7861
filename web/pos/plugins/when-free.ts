const lookMs = 200

/** Does something once nothing is open on top of the page; call the answer to give it up. */
export function whenFree(work: () => void): () => void {
  const look = (): void => {
    if (document.querySelector('dialog[open]')) return
    clearInterval(timer)
    work()
  }
  const timer = setInterval(look, lookMs)
  return () => clearInterval(timer)
}
