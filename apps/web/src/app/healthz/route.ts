/** Answers as long as the process runs. */
export const GET = () => Response.json({ status: 'ok' })
