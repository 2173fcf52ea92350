DROP VIEW known_dates;
DROP FUNCTION marks_around(requests);
DROP TABLE allowances, ledger, meters, counts, capabilities, sources;
DROP FUNCTION ledger_is_append_only();
