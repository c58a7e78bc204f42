/** Whose numbers somebody may ask for place by place. */
import { dayOf } from '#law/time.ts'
import type { Id, Label } from '#loop/words.ts'
import type { House } from '#service/house.ts'
import type { Who } from '#service/views.ts'

/** The places whose month a person may ask for: the district's officers every one, a station's people their own. */
export async function placesOf(house: House, who: Who): Promise<{ everywhere: boolean; places: { id: Id; label: Label }[] }> {
  const { world } = await house.worlds.get(who.congress), today = dayOf(house.worlds.now(who.congress))
  const posts = world.directory.postsOf(who.person, today)
  const everywhere = posts.some(p => p.kind === 'deputyAffairsOfficer' && world.directory.organ(p.organ)?.kind === 'deputyAffairs')
  const mine = new Set(posts.filter(p => p.kind === 'stationClerk' || p.kind === 'stationHead').map(p => world.directory.organ(p.organ)?.place))
  return { everywhere, places: world.directory.places({ kind: 'street' }, today).filter(p => everywhere || mine.has(p.id)).map(p => ({ id: p.id, label: [p.name, p.nameEn] as Label })) }
}
