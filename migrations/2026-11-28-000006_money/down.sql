DROP TABLE allowances, ledger, meters, sources;
DROP FUNCTION ledger_is_append_only();
