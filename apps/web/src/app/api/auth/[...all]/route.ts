import { auth } from '@/auth/server'

const handle = (request: Request) => auth().handler(request)

export { handle as GET, handle as POST }
