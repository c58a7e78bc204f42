-- The traffic-light board: what each organ has of a session's suggestions, by the day its answer is due. A row of `matter` knows
-- that day, and whose it is, so that a hundred thousand are counted in one walk of an index and no row is opened.
alter table matter add column answer_due timestamptz; -- of the answer itself, while it is owed; what is owed on the way has days of its own
update matter m set answer_due = d.due from duty d where d.congress = m.congress and d.matter = m.id and d.closed_seq is null and d.act in ('submit', 'reply', 'coView');
alter table matter add column session uuid generated always as ((parties->'session'->>0)::uuid) stored,
  add column handler uuid generated always as ((parties->'handler'->>0)::uuid) stored,
  add column role text generated always as (marks->>'role') stored,
  add column again boolean generated always as (marks->>'again' is not null) stored,
  add column extended boolean generated always as (marks->>'extended' is not null) stored;
create index matter_board on matter (congress, session, handler) include (role, stage, answer_due, again, extended) where session is not null and handler is not null;
-- An organ's own, in the order in which they are due.
create index matter_charged on matter (congress, handler, session, answer_due, id) where session is not null and handler is not null;

-- As before, and a matter's row keeps the day its answer is due.
create or replace function append_openings(c int, acts jsonb) returns boolean language plpgsql as $$
begin
  insert into event (congress, root, seq, matter, act, at, recorded_at, key, digest, act_last, prev, hash, body)
  select c, a.root, y.i::int, (y.e->>'matter')::uuid, y.e->>'act', (y.e->>'at')::timestamptz, (y.e->>'recordedAt')::timestamptz,
    case when y.i = 1 then a.key end, case when y.i = 1 then decode(a.digest, 'hex') end, case when y.i = 1 then jsonb_array_length(a.events) end,
    decode(y.e->>'prev', 'hex'), decode(y.e->>'hash', 'hex'), y.e - array['congress', 'root', 'seq', 'matter', 'act', 'at', 'recordedAt', 'prev', 'hash']
  from jsonb_to_recordset(acts) a(root uuid, key text, digest text, events jsonb), jsonb_array_elements(a.events) with ordinality y(e, i);

  insert into matter (congress, id, root, parent, procedure, version, stage, ended, opened_at, moved_at, title, place, category, channel,
    outcome, short, receipt, restricted, published, marks, parties, answer_due, seq, head)
  select c, x.id, a.root, x.parent, x.procedure, x.version, x.stage, x.ended, x."openedAt", x."movedAt", x.title, x.place, x.category, x.channel,
    x.outcome, x.short, x.receipt, x.restricted, x.published, x.marks, x.parties, x."answerDue",
    case when x.id = a.root then jsonb_array_length(a.events) end, case when x.id = a.root then decode(a.events->-1->>'hash', 'hex') end
  from jsonb_to_recordset(acts) a(root uuid, events jsonb, matters jsonb),
    jsonb_to_recordset(a.matters) x(id uuid, parent uuid, procedure text, version int, stage text, ended boolean, "openedAt" timestamptz, "movedAt" timestamptz,
      title text, place uuid, category text, channel text, outcome text, short text, receipt text, restricted boolean, published boolean, marks jsonb, parties jsonb, "answerDue" timestamptz);

  insert into party (congress, who, party, matter, root, procedure, opened_at)
  select distinct c, w.value::uuid, k.key, x.id, a.root, x.procedure, x."openedAt"
  from jsonb_to_recordset(acts) a(root uuid, matters jsonb), jsonb_to_recordset(a.matters) x(id uuid, procedure text, "openedAt" timestamptz, parties jsonb),
    jsonb_each(x.parties) k, jsonb_array_elements_text(k.value) w;

  insert into duty (congress, matter, no, root, owes, act, due, opened_seq, opened_at, body)
  select c, (x->>'matter')::uuid, x->>'no', a.root, x->>'owes', x->>'act', (x->>'due')::timestamptz, (x->>'seq')::int, (x->>'at')::timestamptz,
    x - array['matter', 'no', 'owes', 'act', 'due', 'seq', 'at']
  from jsonb_to_recordset(acts) a(root uuid, opens jsonb), jsonb_array_elements(a.opens) x;

  insert into fact (congress, root, seq, n, matter, name, person, organ, place, level, kind, quantity, at, recorded_at)
  select c, a.root, x.seq, x.n, x.matter, x.name, x.person, x.organ, x.place, x.level, x.kind, x.quantity, x.at, x."recordedAt"
  from jsonb_to_recordset(acts) a(root uuid, facts jsonb),
    jsonb_to_recordset(a.facts) x(seq int, n int, matter uuid, name text, person uuid, organ uuid, place uuid, level text, kind text, quantity int, at timestamptz, "recordedAt" timestamptz);

  insert into link (congress, root, from_matter, kind, to_matter, seq)
  select c, a.root, (x->>'from')::uuid, x->>'kind', (x->>'to')::uuid, (x->>'seq')::int
  from jsonb_to_recordset(acts) a(root uuid, links jsonb), jsonb_array_elements(a.links) x on conflict do nothing;

  insert into person (congress, id, name, name_en, sort_key, gender, nation, born, party, works, "order", valid_from, valid_to)
  select c, w.id, w.name, w."nameEn", w."sortKey", w.gender, w.nation, w.born, w.party, w.works, w."order", w."validFrom", w."validTo"
  from jsonb_to_recordset(acts) a(registers jsonb), jsonb_to_recordset(a.registers) x("table" text, "row" jsonb),
    jsonb_to_record(x."row") w(id uuid, name text, "nameEn" text, "sortKey" text, gender text, nation text, born text, party text, works text, "order" int, "validFrom" date, "validTo" date)
  where x."table" = 'person';

  insert into post (congress, id, person, organ, kind, level, place, constituency, unit, suspensions, ended_why, valid_from, valid_to)
  select c, w.id, w.person, w.organ, w.kind, w.level, w.place, w.constituency, w.unit, w.suspensions, w."endedWhy", w."validFrom", w."validTo"
  from jsonb_to_recordset(acts) a(registers jsonb), jsonb_to_recordset(a.registers) x("table" text, "row" jsonb),
    jsonb_to_record(x."row") w(id uuid, person uuid, organ uuid, kind text, level text, place uuid, constituency uuid, unit text, suspensions jsonb, "endedWhy" text, "validFrom" date, "validTo" date)
  where x."table" = 'post';

  -- The register's other tables are short.
  perform project_registers(c, jsonb_agg(x)) from jsonb_array_elements(acts) a, jsonb_array_elements(a->'registers') x where x->>'table' not in ('person', 'post') having count(*) > 0;

  insert into particular (congress, matter, field, root, sealed, erase_after)
  select c, x.matter, x.field, a.root, decode(x.sealed, 'base64'), x."eraseAfter"
  from jsonb_to_recordset(acts) a(root uuid, particulars jsonb), jsonb_to_recordset(a.particulars) x(matter uuid, field text, sealed text, "eraseAfter" date);

  insert into outbox (congress, root, seq, n, owes, matter, what, created)
  select c, a.root, jsonb_array_length(a.events), y.i::int, y.t->>'to', (y.t->>'matter')::uuid, y.t->>'what', (a.events->-1->>'recordedAt')::timestamptz
  from jsonb_to_recordset(acts) a(root uuid, events jsonb, tell jsonb), jsonb_array_elements(a.tell) with ordinality y(t, i);
  return true;
exception when unique_violation then return false;
end $$;

-- Writes the projections of a family, up to sequence `last` with hash `top`.
-- Loops and full keys on purpose: a join with a json array is planned as a hash join over the whole congress.
-- Empty lists are stepped over: looking is cheaper than starting a query on nothing.
create or replace function project(c int, r uuid, last int, top bytea, p jsonb) returns void language plpgsql as $$
declare x jsonb; m uuid; before jsonb; rooted boolean := false;
begin
  for x in select value from jsonb_array_elements(p->'matters') loop
    m := (x->>'id')::uuid;
    if m = r then rooted := true; end if;
    -- The first event of a family finds nothing of it.
    before := null;
    if last > 1 then select t.parties into before from matter t where t.congress = c and t.id = m; end if;
    insert into matter (congress, id, root, parent, procedure, version, stage, ended, opened_at, moved_at, title, place, category, channel,
      outcome, short, receipt, restricted, published, marks, parties, answer_due, seq, head)
    values (c, m, r, (x->>'parent')::uuid, x->>'procedure', (x->>'version')::int, x->>'stage', (x->>'ended')::boolean,
      (x->>'openedAt')::timestamptz, (x->>'movedAt')::timestamptz, x->>'title', (x->>'place')::uuid, x->>'category', x->>'channel',
      x->>'outcome', x->>'short', x->>'receipt', (x->>'restricted')::boolean, (x->>'published')::boolean, x->'marks', x->'parties', (x->>'answerDue')::timestamptz,
      case when m = r then last end, case when m = r then top end)
    on conflict (congress, id) do update set root = excluded.root, parent = excluded.parent, procedure = excluded.procedure, version = excluded.version,
      stage = excluded.stage, ended = excluded.ended, opened_at = excluded.opened_at, moved_at = excluded.moved_at, title = excluded.title,
      place = excluded.place, category = excluded.category, channel = excluded.channel, outcome = excluded.outcome, short = excluded.short,
      receipt = excluded.receipt, restricted = excluded.restricted, published = excluded.published, marks = excluded.marks,
      parties = excluded.parties, answer_due = excluded.answer_due, seq = excluded.seq, head = excluded.head;
    if coalesce(before, '{}') is distinct from x->'parties' then
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
