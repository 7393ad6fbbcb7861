/** The till gives numbers: an order that it has not opened yet has none. */
export const numberOf = ({ number }: { number: number }): string => (number > 0 ? `№ ${number}` : '№ —')
