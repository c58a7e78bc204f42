-- Imports: a file taken in, what its rows would become, how far that has gone, and what came of it. The rows lie sealed
-- and are dropped when the import has ended; what they became stands in the log like any other act.
create table import (
  congress int not null, id uuid not null, kind text not null, name text not null, hash text not null, person uuid not null, organ uuid not null, created timestamptz not null,
  state text not null check (state in ('open', 'going', 'done', 'undoing', 'undone', 'failing', 'failed', 'dropped')),
  setup jsonb not null default '{}', numbers jsonb not null default '{}', total int not null default 0, done int not null default 0,
  began timestamptz, ended timestamptz, why jsonb, undone_by jsonb, kept jsonb not null default '[]', sealed bytea,
  primary key (congress, id)
);
create index import_created on import (congress, created, id);
create index import_going on import (congress, created) where state in ('going', 'undoing', 'failing');

-- Telephone numbers of people who were imported before they had an account to keep them.
create table import_contact (
  congress int not null, person uuid not null, import uuid not null, sealed bytea not null,
  primary key (congress, person)
);
create index import_contact_import on import_contact (congress, import);

do $$ declare t text; begin
  foreach t in array array['import', 'import_contact'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy one_congress on %I using (congress = nullif(current_setting(''app.congress'', true), '''')::int)', t);
  end loop;
end $$;

-- The grams of a title, as before, but planned once a session instead of at every row, and nothing for a title not yet written:
-- they were most of what it cost to write a matter.
create or replace function cjk_grams(s text) returns tsvector language plpgsql immutable parallel safe strict as $$
begin
  if s = '' then return ''::tsvector; end if;
  return (select coalesce(array_to_tsvector(array_agg(distinct g)), ''::tsvector) from (
    select substr(run[1], n, k) g
    from regexp_matches(lower(normalize(s, NFKC)), '[\u3400-\u9fff\U00020000-\U0003ffff]+', 'g') run,
      generate_series(1, char_length(run[1])) n, (values (1), (2)) size(k)
    where n + k - 1 <= char_length(run[1])
    union all
    select word[1] from regexp_matches(lower(normalize(s, NFKC)), '[a-z0-9]+', 'g') word
  ) gram where octet_length(g) < 2000);
end $$;
