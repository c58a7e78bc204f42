-- What anybody may read of suggestions, and which replies repeat others. All of it is read from the rows of `matter`:
-- nothing here is written by hand, and a rebuild makes it anew.

-- What is public is a small part of everything, and is looked through newest first.
create index matter_public on matter (congress, procedure, (marks ->> 'publicAt'), id) where published;
create index matter_public_number on matter (congress, (marks ->> 'publicYear'), (marks ->> 'publicNo')) where marks ->> 'publicNo' is not null;
-- The words that were released, and no others: a search of titles as they were handed in would find what was hidden.
create index matter_public_words on matter using gin (cjk_grams(coalesce(marks ->> 'publicTitle', '') || ' ' || coalesce(marks ->> 'publicText', '') || ' ' || coalesce(marks ->> 'publicReply', ''))) where published;
-- The marks of a reply's print (law/likeness.ts): two that share one are worth comparing.
create index matter_print on matter using gin (string_to_array(marks ->> 'print', ' ')) where marks ->> 'print' is not null;

-- These run as the owner, as search_matters does and for the same reason: under row-level security such an index is not used.
-- They answer only for the congress the session has named.
create function public_by_number(c int, y text, n text) returns uuid language sql stable security definer set search_path = pg_catalog, public as $$
  select m.id from public.matter m where m.congress = c and c = nullif(current_setting('app.congress', true), '')::int
    and m.procedure = 'suggestion' and m.marks ->> 'publicNo' is not null and m.marks ->> 'publicYear' = y and m.marks ->> 'publicNo' = n
$$;
create function public_words(c int, q text, lim int) returns setof uuid language sql stable security definer set search_path = pg_catalog, public as $$
  select m.id from public.matter m where m.congress = c and c = nullif(current_setting('app.congress', true), '')::int and m.published
    and public.cjk_grams(coalesce(m.marks ->> 'publicTitle', '') || ' ' || coalesce(m.marks ->> 'publicText', '') || ' ' || coalesce(m.marks ->> 'publicReply', '')) @@ public.cjk_query(q) limit lim
$$;
-- Replies of the same organ or the same session that share marks with this one, those that share most first. A letter that
-- thousands send word for word is shown by any few of them: the index stops there (gin_fuzzy_search_limit).
create function like_replies(c int, reply uuid, lim int) returns table (other uuid, shared int) language sql stable security definer
set search_path = pg_catalog, public set gin_fuzzy_search_limit = 2000 as $$
  with own as materialized (
    select m.id, string_to_array(m.marks ->> 'print', ' ') print, m.parties -> 'handler' handler, m.parties -> 'session' session from public.matter m
    where m.congress = c and c = nullif(current_setting('app.congress', true), '')::int and m.id = reply and m.marks ->> 'print' is not null
  ), hit as materialized (
    select m.id, string_to_array(m.marks ->> 'print', ' ') print, own.print mine from own join public.matter m on m.congress = c and m.marks ->> 'print' is not null
      and string_to_array(m.marks ->> 'print', ' ') && own.print and m.id <> own.id and (m.parties -> 'handler' = own.handler or m.parties -> 'session' = own.session) limit 500
  )
  select hit.id, (select count(*)::int from unnest(hit.print) p where p = any(hit.mine)) from hit order by 2 desc, 1 limit lim
$$;
