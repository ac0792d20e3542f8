import { answer } from '@/auth/answer'
import { auth } from '@/auth/server'

const handle = (request: Request) => answer(auth(), request)

export { handle as GET, handle as OPTIONS, handle as POST }
