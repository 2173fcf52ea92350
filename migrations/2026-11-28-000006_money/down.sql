DROP TABLE allowances, ledger, meters, capabilities, sources;
DROP FUNCTION ledger_is_append_only();
