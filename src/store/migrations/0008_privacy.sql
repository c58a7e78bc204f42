-- Who stands behind a wall, and what an auditor looks for and draws.

-- The few matters that stand behind a wall of named persons or organs: every list and inbox leaves them out.
create index party_wall on party (congress, party, matter) where party in ('entrusted', 'liaison');

-- Acts written down more than two days after they happened, and ratings written down for somebody: found without reading the log.
create index event_late on event (congress, recorded_at) where recorded_at - at > interval '48 hours';
create index event_rated on event (congress, recorded_at) where act = 'rate';
create index view_log_at on view_log (congress, at, id);

-- A sample an auditor drew: with its seed anybody draws the same again.
create table audit_draw (
  congress int not null, id uuid not null, person uuid not null, organ uuid not null, procedure text not null, opened_from date not null, opened_to date not null,
  seed text not null, size int not null check (size between 1 and 500), population int not null, drawn jsonb not null, at timestamptz not null,
  primary key (congress, id)
);
create index audit_draw_at on audit_draw (congress, at, id);

do $$ declare t text; begin
  foreach t in array array['audit_draw'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy one_congress on %I using (congress = nullif(current_setting(''app.congress'', true), '''')::int)', t);
  end loop;
end $$;
