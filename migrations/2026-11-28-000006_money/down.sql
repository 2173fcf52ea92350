DROP VIEW known_dates;
DROP FUNCTION marks_around(TEXT, TSTZMULTIRANGE, BIGINT[], BIGINT[], BOOLEAN);
DROP FUNCTION countries_hold_towns();
DROP TABLE allowances, ledger, meters, counts, capabilities, sources;
DROP FUNCTION ledger_is_append_only();
