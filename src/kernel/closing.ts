/** Works with what was opened and closes it, whatever comes of the work. */
export async function closing<Thing extends { close(): Promise<void> }, Result>(
  opened: Thing,
  work: (opened: Thing) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(opened)
  } finally {
    await opened.close()
  }
}
