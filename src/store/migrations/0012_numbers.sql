-- Which official numbers were issued, and which are void: read from the log, where each stands in the event that took it.
-- Few events take a number; the register of numbers walks those alone.
create index event_numbers on event (congress, root, seq) where (body -> 'numbers') is not null or (body -> 'voids') is not null;
