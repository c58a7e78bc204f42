/** Who somebody is at a moment: a person with the posts held then. */
import { dayOf } from '#law/time.ts'
import { asPost } from '#loop/directory.ts'
import type { Actor, Instant } from '#loop/words.ts'
import { rankOf, worksIn } from '#procedures/posts.ts'
import type { ActRequest } from '#service/views.ts'
import type { Held } from '#service/world.ts'

/** The actor with the posts held at that moment; somebody with none is nobody here. */
export function actorOf(held: Held, spec: ActRequest['actor'], at: Instant): Actor | undefined {
  if (spec.kind !== 'person') return spec
  const posts = held.world.directory.actingPostsOf(spec.person, dayOf(at))
  const organ = spec.organ ?? [...posts].sort((a, b) => Number(worksIn(b.kind)) - Number(worksIn(a.kind)) || rankOf(a.kind) - rankOf(b.kind))[0]?.organ
  return organ && posts.some(p => p.organ === organ) ? { kind: 'person', person: spec.person, organ, posts: posts.map(asPost) } : undefined
}
