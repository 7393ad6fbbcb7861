import { useEffect, useRef, useState } from 'react'

/** So many rows are drawn at first, which fills a till's screen, and so many more each time the end of them comes near. */
const first = 18
const step = 48
/** Less than the first rows leave below the screen: a touch draws no row that nobody can see. */
const nearPx = 64

/**
 * The beginning of a list that may have thousands of rows: `shown` is drawn, `end` comes behind it and lets it grow while
 * a person scrolls. Another list begins at its beginning, so the caller memoises it. `as`: what its rows are.
 */
export function useGrowing<One>(list: readonly One[], as: 'li' | 'span') {
  const [grown, setGrown] = useState({ list, count: first })
  const count = grown.list === list ? grown.count : first
  const isAll = count >= list.length
  const end = isAll ? null : (
    <End key={count} as={as} onNear={() => setGrown({ list, count: count + step })} />
  )
  return { shown: isAll ? list : list.slice(0, count), end }
}

function End({ as: Row, onNear }: { as: 'li' | 'span'; onNear: () => void }) {
  const mark = useRef<HTMLLIElement & HTMLSpanElement>(null)
  const near = useRef(onNear)
  useEffect(() => {
    if (!mark.current) return
    const watch = new IntersectionObserver(
      (seen) => seen.some(({ isIntersecting }) => isIntersecting) && near.current(),
      { rootMargin: `${nearPx}px` },
    )
    watch.observe(mark.current)
    return () => watch.disconnect()
  }, [])
  return <Row ref={mark} aria-hidden="true" />
}
