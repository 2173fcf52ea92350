DROP TABLE allowances, ledger, meters, sources, installation;
DROP FUNCTION ledger_is_append_only();
