-- What is quarantined stands behind a wall of the persons who keep it: found, like the other walls, by one small index.
create index party_walled on party (congress, party, matter) where party in ('entrusted', 'liaison', 'custodians');
drop index party_wall;
-- An auditor is shown every sealing.
create index event_quarantine on event (congress, recorded_at) where act = 'quarantine';
