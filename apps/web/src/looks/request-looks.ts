import 'server-only'
import { cookies } from 'next/headers'
import { type Looks, looksCookie, readLooks } from './looks'

/** How the page of this request looks. */
export const requestLooks = async (): Promise<Looks> => readLooks((await cookies()).get(looksCookie)?.value)
