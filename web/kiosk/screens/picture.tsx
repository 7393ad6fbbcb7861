import { useState } from 'react'

/** A dish's picture, or its place where there is none or it does not load. */
export function Picture({ image }: { image: string | null }) {
  const [isBroken, setBroken] = useState(false)
  if (!image || isBroken) return <span className="tile-picture tile-picture-none" />
  return <img className="tile-picture" src={image} alt="" loading="lazy" onError={() => setBroken(true)} />
}
