/** Does one work after another; a failure is its caller's and holds up nobody. */
export function inTurn(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let present: Promise<unknown> = Promise.resolve()
  return (work) => {
    const done = present.then(work)
    present = done.catch(() => {})
    return done
  }
}
