/** Tells rooms that do not know each other that something changed. */
export type News<T> = { tell(what: T): void; listen(listener: (what: T) => void): void }

export function createNews<T>(): News<T> {
  const listeners: ((what: T) => void)[] = []
  return {
    tell(what) {
      for (const listener of listeners) listener(what)
    },
    listen: (listener) => {
      listeners.push(listener)
    },
  }
}
