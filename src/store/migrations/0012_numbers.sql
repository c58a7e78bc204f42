-- The register of official numbers is read from the events that issued them.
create index event_numbered on event (congress, recorded_at) where body ? 'numbers';
