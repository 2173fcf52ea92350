DROP VIEW known_dates;
DROP FUNCTION gives_to_narrower(TEXT, BIGINT[]);
DROP FUNCTION marks_around(TEXT, TSTZMULTIRANGE, BIGINT[], BIGINT[], TEXT[]);
DROP FUNCTION sources_with_learnt();
DROP TABLE allowances, ledger, meters, counts, capabilities, sources;
DROP FUNCTION ledger_is_append_only();
