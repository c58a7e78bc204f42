-- Search in Chinese without a word breaker: the one- and two-character grams of the title,
-- and whole words of latin letters and digits.
create function cjk_grams(s text) returns tsvector language sql immutable parallel safe strict as $$
  select coalesce(array_to_tsvector(array_agg(distinct g)), ''::tsvector) from (
    select substr(run[1], n, k) g
    from regexp_matches(lower(normalize(s, NFKC)), '[\u3400-\u9fff\U00020000-\U0003ffff]+', 'g') run,
      generate_series(1, char_length(run[1])) n, (values (1), (2)) size(k)
    where n + k - 1 <= char_length(run[1])
    union all
    select word[1] from regexp_matches(lower(normalize(s, NFKC)), '[a-z0-9]+', 'g') word
  ) gram where octet_length(g) < 2000
$$;

-- What is asked for: every two-character gram of each run (the character itself where it stands alone), words by their beginning.
create function cjk_query(s text) returns tsquery language sql immutable parallel safe strict as $$
  select string_agg(term, ' & ')::tsquery from (
    select quote_literal(substr(run[1], n, least(2, char_length(run[1])))) term
    from regexp_matches(lower(normalize(s, NFKC)), '[\u3400-\u9fff\U00020000-\U0003ffff]+', 'g') run,
      generate_series(1, greatest(1, char_length(run[1]) - 1)) n
    union
    select quote_literal(word[1]) || ':*' from regexp_matches(lower(normalize(s, NFKC)), '[a-z0-9]+', 'g') word
  ) terms
$$;

alter table matter add column grams tsvector generated always as (cjk_grams(title)) stored;
create index matter_grams on matter using gin (grams);

-- Runs as the owner: under row-level security the gin index would not be used. It answers only for the congress
-- the session has named, so it opens no door. Newest first.
create function search_matters(c int, q text, lim int) returns setof uuid language sql stable security definer
set search_path = pg_catalog, public as $$
  with hit as materialized (
    select m.id, m.opened_at from public.matter m
    where m.congress = c and c = nullif(current_setting('app.congress', true), '')::int and m.grams @@ public.cjk_query(q)
  ) select id from hit order by opened_at desc, id desc limit lim
$$;

-- The serving role may not analyse tables it does not own; this does it for our tables only.
create function refresh_statistics() returns void language plpgsql security definer set search_path = pg_catalog, public as $$
declare t text;
begin
  for t in select tablename from pg_tables where schemaname = 'public' and tablename in ('event', 'matter', 'party', 'duty', 'fact', 'link',
    'place', 'organ', 'person', 'post', 'setting', 'particular', 'file', 'outbox') loop
    execute format('analyze public.%I', t);
  end loop;
end $$;
