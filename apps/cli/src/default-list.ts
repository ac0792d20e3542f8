import { type ApiClient, type List, OwnlistError } from '@ownlist/client'

/**
 * The list for new tasks that name none. Undefined if the user has chosen none, or if it is deleted. Also undefined for a
 * session that is limited to a list, because the API puts its tasks into that list.
 */
export async function defaultList(client: ApiClient, signal: AbortSignal): Promise<List | undefined> {
  try {
    const { defaultListId: id } = await client.preferences.get.query(undefined, { signal })
    return id === null ? undefined : await client.list.get.query({ id }, { signal })
  } catch (error) {
    // An API from before preferences existed does not have them either.
    if (error instanceof OwnlistError && (error.code === 'NOT_FOUND' || error.code === 'FORBIDDEN')) return undefined
    throw error
  }
}
