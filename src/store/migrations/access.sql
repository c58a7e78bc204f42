-- What the serving role may do. Run after the migrations at every start, so that a database restored under
-- another name is set right; `huiyin_app` is replaced by the role's real name.
-- The log, settings and the log of views can be added to and read, nothing else.
revoke all on all tables in schema public from huiyin_app;
revoke execute on all functions in schema public from public;
grant usage on schema public to huiyin_app;
grant select on schema_version to huiyin_app;
grant select, insert on congress to huiyin_app;
grant update (config, sample_done, covered_until, profile) on congress to huiyin_app;
grant select, insert on event, setting, view_log to huiyin_app;
grant select, insert, update on number_series to huiyin_app;
-- The register is projected from the log like everything else; a rebuild writes an entry's rows anew.
grant select, insert, update, delete on place, organ, person, post, naming, term to huiyin_app;
grant select, insert, update, delete on matter, party, duty, fact, link, calendar_day, particular, file, session, draft, outbox, attempt, lease to huiyin_app;
grant select, insert, update, delete on saved_filter, bulk to huiyin_app;
grant select, insert on export_log, audit_draw, sign_in_log, admin_log to huiyin_app;
grant select, insert, update on account, invitation to huiyin_app;
grant select, insert, update, delete on trusted_phone, sign_in_code, sign_in_failure, sealed_setting to huiyin_app;
grant select, insert, update, delete on message, channel, telling, throttle, content to huiyin_app;
grant select, insert, update on import to huiyin_app;
grant select, insert, update, delete on import_contact to huiyin_app;
grant execute on all functions in schema public to huiyin_app;
