-- The whole register: names that were, terms and sessions, constituencies, successors, particulars of deputies, suspensions.
alter table place add column number int, add column seats int, add column aliases jsonb;
alter table organ add column successor uuid, add column follows uuid, add column "order" int;
alter table person add column gender text, add column nation text, add column born text, add column party text, add column works text, add column "order" int;
alter table post add column constituency uuid, add column unit text, add column suspensions jsonb, add column ended_why text;

-- What an organ, a place or a person was called before, and on which days.
create table naming (
  congress int not null, "of" uuid not null, name text not null, name_en text not null, short text, valid_from date not null, valid_to date not null,
  primary key (congress, "of", valid_from)
);
-- Terms 届 of an assembly, and the sessions 次 of a term.
create table term (
  congress int not null, id uuid not null, organ uuid not null, kind text not null, number int not null, parent uuid, name text not null, name_en text not null,
  valid_from date not null, valid_to date,
  primary key (congress, id)
);
create index post_person on post (congress, person);

do $$ declare t text; begin
  foreach t in array array['naming', 'term'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy one_congress on %I using (congress = nullif(current_setting(''app.congress'', true), '''')::int)', t);
  end loop;
end $$;

-- Register rows are whole rows; the last one written stands.
create or replace function project_registers(c int, changes jsonb) returns void language plpgsql as $$
declare x jsonb; w jsonb;
begin
  for x in select value from jsonb_array_elements(changes) loop
    w := x->'row';
    case x->>'table'
    when 'place' then
      insert into place as t (congress, id, kind, name, name_en, parent, number, seats, aliases, valid_from, valid_to)
      values (c, (w->>'id')::uuid, w->>'kind', w->>'name', w->>'nameEn', (w->>'parent')::uuid, (w->>'number')::int, (w->>'seats')::int, w->'aliases', (w->>'validFrom')::date, (w->>'validTo')::date)
      on conflict (congress, id) do update set kind = excluded.kind, name = excluded.name, name_en = excluded.name_en, parent = excluded.parent,
        number = excluded.number, seats = excluded.seats, aliases = excluded.aliases, valid_from = excluded.valid_from, valid_to = excluded.valid_to;
    when 'organ' then
      insert into organ as t (congress, id, kind, name, name_en, short, parent, place, outside, phone, successor, follows, "order", valid_from, valid_to)
      values (c, (w->>'id')::uuid, w->>'kind', w->>'name', w->>'nameEn', w->>'short', (w->>'parent')::uuid, (w->>'place')::uuid,
        (w->>'outside')::boolean, w->>'phone', (w->>'successor')::uuid, (w->>'follows')::uuid, (w->>'order')::int, (w->>'validFrom')::date, (w->>'validTo')::date)
      on conflict (congress, id) do update set kind = excluded.kind, name = excluded.name, name_en = excluded.name_en, short = excluded.short,
        parent = excluded.parent, place = excluded.place, outside = excluded.outside, phone = excluded.phone, successor = excluded.successor,
        follows = excluded.follows, "order" = excluded."order", valid_from = excluded.valid_from, valid_to = excluded.valid_to;
    when 'person' then
      insert into person as t (congress, id, name, name_en, sort_key, gender, nation, born, party, works, "order", valid_from, valid_to)
      values (c, (w->>'id')::uuid, w->>'name', w->>'nameEn', w->>'sortKey', w->>'gender', w->>'nation', w->>'born', w->>'party', w->>'works', (w->>'order')::int,
        (w->>'validFrom')::date, (w->>'validTo')::date)
      on conflict (congress, id) do update set name = excluded.name, name_en = excluded.name_en, sort_key = excluded.sort_key, gender = excluded.gender,
        nation = excluded.nation, born = excluded.born, party = excluded.party, works = excluded.works, "order" = excluded."order",
        valid_from = excluded.valid_from, valid_to = excluded.valid_to;
    when 'post' then
      insert into post as t (congress, id, person, organ, kind, level, place, constituency, unit, suspensions, ended_why, valid_from, valid_to)
      values (c, (w->>'id')::uuid, (w->>'person')::uuid, (w->>'organ')::uuid, w->>'kind', w->>'level', (w->>'place')::uuid, (w->>'constituency')::uuid, w->>'unit',
        w->'suspensions', w->>'endedWhy', (w->>'validFrom')::date, (w->>'validTo')::date)
      on conflict (congress, id) do update set person = excluded.person, organ = excluded.organ, kind = excluded.kind, level = excluded.level, place = excluded.place,
        constituency = excluded.constituency, unit = excluded.unit, suspensions = excluded.suspensions, ended_why = excluded.ended_why,
        valid_from = excluded.valid_from, valid_to = excluded.valid_to;
    when 'naming' then
      insert into naming as t (congress, "of", name, name_en, short, valid_from, valid_to)
      values (c, (w->>'of')::uuid, w->>'name', w->>'nameEn', w->>'short', (w->>'validFrom')::date, (w->>'validTo')::date)
      on conflict (congress, "of", valid_from) do update set name = excluded.name, name_en = excluded.name_en, short = excluded.short, valid_to = excluded.valid_to;
    when 'term' then
      insert into term as t (congress, id, organ, kind, number, parent, name, name_en, valid_from, valid_to)
      values (c, (w->>'id')::uuid, (w->>'organ')::uuid, w->>'kind', (w->>'number')::int, (w->>'parent')::uuid, w->>'name', w->>'nameEn', (w->>'validFrom')::date, (w->>'validTo')::date)
      on conflict (congress, id) do update set organ = excluded.organ, kind = excluded.kind, number = excluded.number, parent = excluded.parent,
        name = excluded.name, name_en = excluded.name_en, valid_from = excluded.valid_from, valid_to = excluded.valid_to;
    end case;
  end loop;
end $$;

-- Throws a family's projections away and writes them again. A family writes rows of its own entry only, so these go too.
create or replace function reproject(c int, r uuid, p jsonb) returns void language plpgsql as $$
declare last int; top bytea;
begin
  perform set_config('app.congress', c::text, true);
  select e.seq, e.hash into last, top from event e where e.congress = c and e.root = r order by e.seq desc limit 1;
  if not found then raise exception 'no family %', r using errcode = 'no_data_found'; end if;
  perform from matter t where t.congress = c and t.id = r for update;
  delete from party t using matter o where o.congress = c and o.root = r and t.congress = c and t.matter = o.id;
  delete from duty t using matter o where o.congress = c and o.root = r and t.congress = c and t.matter = o.id;
  delete from fact t where t.congress = c and t.root = r;
  delete from link t where t.congress = c and t.root = r;
  delete from matter t where t.congress = c and t.root = r;
  if p->'registers' <> '[]' then
    delete from place t where t.congress = c and t.id = r;
    delete from organ t where t.congress = c and t.id = r;
    delete from person t where t.congress = c and t.id = r;
    delete from post t where t.congress = c and t.person = r;
    delete from naming t where t.congress = c and t."of" = r;
    delete from term t where t.congress = c and t.id = r;
  end if;
  perform project(c, r, last, top, p);
end $$;
