-- The desk's own keeping, outside the log: half-filled forms, saved filters, acts on many matters that wait
-- to be carried out, and who took which list away. And what long lists are read by.

-- Never used until now; its text is personal, so it is sealed like any other and named by the form it belongs to.
drop table draft;
create table draft (
  congress int not null, person uuid not null, form text not null, sealed bytea not null, updated timestamptz not null,
  primary key (congress, person, form)
);
create index draft_updated on draft (congress, updated);

create table saved_filter (
  congress int not null, person uuid not null, id uuid not null, name text not null, query text not null,
  created timestamptz not null, removed timestamptz,
  primary key (congress, person, id)
);

create table bulk (
  congress int not null, id uuid not null, person uuid not null, organ uuid not null, act text not null, input jsonb not null, matters jsonb not null,
  created timestamptz not null, due timestamptz not null, state text not null check (state in ('waiting', 'doing', 'done', 'undone', 'refused')),
  taken timestamptz, ended timestamptz, refusals jsonb not null default '[]', seen boolean not null default false,
  primary key (congress, id)
);
create index bulk_waiting on bulk (congress, due) where state in ('waiting', 'doing');
create index bulk_person on bulk (congress, person, created);

create table export_log (
  congress int not null, id uuid not null default gen_random_uuid(), person uuid not null, organ uuid not null,
  what text not null, query text not null, format text not null, rows int not null, at timestamptz not null,
  primary key (congress, id)
);
create index export_log_at on export_log (congress, at, id);

do $$ declare t text; begin
  foreach t in array array['draft', 'saved_filter', 'bulk', 'export_log'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy one_congress on %I using (congress = nullif(current_setting(''app.congress'', true), '''')::int)', t);
  end loop;
end $$;

-- One walk per page of a list, whatever its length; its total is counted from the same index.
create index matter_list on matter (congress, procedure, opened_at, id) include (ended, restricted);
-- What is under way is a small part of everything there has been.
create index matter_under_way on matter (congress, procedure, opened_at, id) where not ended;
