-- Earlier suggestions that share a stretch of words with one being written. Handlings bear the same title and requests
-- are many more: an index of suggestions alone holds a tenth of it.
create index matter_suggestions on matter using gin (grams) where procedure = 'suggestion' and parent is null;

-- Runs as the owner, as search_matters does and for the same reason, and answers for the session's congress alone. Newest first.
create function alike_suggestions(c int, stretches text[], lim int) returns table (id uuid, title text) language sql stable security definer
set search_path = pg_catalog, public as $$
  with hit as materialized (
    select m.id, m.title, m.opened_at from public.matter m
    where m.congress = c and c = nullif(current_setting('app.congress', true), '')::int and m.procedure = 'suggestion' and m.parent is null
      and m.grams @@ (select string_agg('(' || public.cjk_query(s)::text || ')', ' | ')::tsquery from unnest(stretches) s)
  ) select hit.id, hit.title from hit order by hit.opened_at desc, hit.id desc limit lim
$$;
