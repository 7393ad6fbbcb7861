import { createContext, useContext } from 'react'

export type ShowToast = (text: string, options?: { isProblem?: boolean }) => void

export const ToastContext = createContext<ShowToast>(() => {})
/** Tells a person something in passing; a problem stays longer. */
export const useToast = (): ShowToast => useContext(ToastContext)
