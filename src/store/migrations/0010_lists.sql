-- Somebody's matters, newest first, are walked in one index: without it a list of fifty costs as much as all they ever had.
alter table party add column procedure text, add column opened_at timestamptz;
update party p set procedure = m.procedure, opened_at = m.opened_at from matter m where m.congress = p.congress and m.id = p.matter;
alter table party alter column procedure set not null, alter column opened_at set not null;
create index party_walk on party (congress, who, procedure, opened_at, matter) include (party);

-- As before, and a party's row knows the procedure and the opening of its matter.
-- Writes the projections of a family, up to sequence `last` with hash `top`.
-- Loops and full keys on purpose: a join with a json array is planned as a hash join over the whole congress.
-- Empty lists are stepped over: looking is cheaper than starting a query on nothing.
create or replace function project(c int, r uuid, last int, top bytea, p jsonb) returns void language plpgsql as $$
declare x jsonb; m uuid; before jsonb; rooted boolean := false;
begin
  for x in select value from jsonb_array_elements(p->'matters') loop
    m := (x->>'id')::uuid;
    if m = r then rooted := true; end if;
    select t.parties into before from matter t where t.congress = c and t.id = m;
    if not found then before := null; end if;
    insert into matter (congress, id, root, parent, procedure, version, stage, ended, opened_at, moved_at, title, place, category, channel,
      outcome, short, receipt, restricted, published, marks, parties, seq, head)
    values (c, m, r, (x->>'parent')::uuid, x->>'procedure', (x->>'version')::int, x->>'stage', (x->>'ended')::boolean,
      (x->>'openedAt')::timestamptz, (x->>'movedAt')::timestamptz, x->>'title', (x->>'place')::uuid, x->>'category', x->>'channel',
      x->>'outcome', x->>'short', x->>'receipt', (x->>'restricted')::boolean, (x->>'published')::boolean, x->'marks', x->'parties',
      case when m = r then last end, case when m = r then top end)
    on conflict (congress, id) do update set root = excluded.root, parent = excluded.parent, procedure = excluded.procedure, version = excluded.version,
      stage = excluded.stage, ended = excluded.ended, opened_at = excluded.opened_at, moved_at = excluded.moved_at, title = excluded.title,
      place = excluded.place, category = excluded.category, channel = excluded.channel, outcome = excluded.outcome, short = excluded.short,
      receipt = excluded.receipt, restricted = excluded.restricted, published = excluded.published, marks = excluded.marks,
      parties = excluded.parties, seq = excluded.seq, head = excluded.head;
    if before is distinct from x->'parties' then
      if before is not null then delete from party t where t.congress = c and t.matter = m; end if;
      insert into party (congress, who, party, matter, root, procedure, opened_at)
      select distinct c, w.value::uuid, k.key, m, r, x->>'procedure', (x->>'openedAt')::timestamptz from jsonb_each(x->'parties') k, jsonb_array_elements_text(k.value) w;
    end if;
  end loop;
  if not rooted then update matter t set seq = last, head = top where t.congress = c and t.id = r; end if;

  if p->'opens' <> '[]' then
    for x in select value from jsonb_array_elements(p->'opens') loop
      insert into duty (congress, matter, no, root, owes, act, due, opened_seq, opened_at, body)
      values (c, (x->>'matter')::uuid, x->>'no', r, x->>'owes', x->>'act', (x->>'due')::timestamptz, (x->>'seq')::int, (x->>'at')::timestamptz,
        x - array['matter', 'no', 'owes', 'act', 'due', 'seq', 'at']);
    end loop;
  end if;
  if p->'closes' <> '[]' then
    for x in select value from jsonb_array_elements(p->'closes') loop
      update duty t set closed_seq = (x->>'seq')::int, closed_at = (x->>'at')::timestamptz
      where t.congress = c and t.matter = (x->>'matter')::uuid and t.no = x->>'no' and t.closed_seq is null;
    end loop;
  end if;
  if p->'facts' <> '[]' then
    for x in select value from jsonb_array_elements(p->'facts') loop
      insert into fact (congress, root, seq, n, matter, name, person, organ, place, level, kind, quantity, at, recorded_at)
      values (c, r, (x->>'seq')::int, (x->>'n')::int, (x->>'matter')::uuid, x->>'name', (x->>'person')::uuid, (x->>'organ')::uuid, (x->>'place')::uuid,
        x->>'level', x->>'kind', (x->>'quantity')::int, (x->>'at')::timestamptz, (x->>'recordedAt')::timestamptz);
    end loop;
  end if;
  if p->'retracts' <> '[]' then
    for x in select value from jsonb_array_elements(p->'retracts') loop
      update fact t set retracted_at = (x->>'recordedAt')::timestamptz, retracted_seq = (x->>'by')::int
      where t.congress = c and t.root = r and t.seq = (x->>'seq')::int and t.n = (x->>'n')::int and t.retracted_seq is null;
    end loop;
  end if;
  if p->'links' <> '[]' then
    for x in select value from jsonb_array_elements(p->'links') loop
      insert into link (congress, root, from_matter, kind, to_matter, seq)
      values (c, r, (x->>'from')::uuid, x->>'kind', (x->>'to')::uuid, (x->>'seq')::int) on conflict do nothing;
    end loop;
  end if;
  if p->'registers' <> '[]' then perform project_registers(c, p->'registers'); end if;
end $$;
