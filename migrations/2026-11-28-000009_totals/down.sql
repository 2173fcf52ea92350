DROP TABLE sweeps;
DROP TRIGGER reading_days_insert ON readings;
DROP TRIGGER saving_days_insert ON savings;
DROP TRIGGER saving_days_update ON savings;
DROP TRIGGER saving_days_delete ON savings;
DROP TRIGGER demand_days_insert ON demands;
DROP TRIGGER demand_days_update ON demands;
DROP TRIGGER combination_counts_insert ON backfill_tracking;
DROP TRIGGER combination_counts_update ON backfill_tracking;
DROP TRIGGER combination_counts_delete ON backfill_tracking;
DROP TRIGGER refresh_totals_insert ON fetches;
DROP TRIGGER refresh_totals_update ON fetches;
DROP TRIGGER refresh_totals_delete ON fetches;
DROP TRIGGER fetch_totals_insert ON fetches;
DROP TRIGGER fetch_totals_update ON fetches;
DROP TRIGGER fetch_totals_delete ON fetches;
DROP TRIGGER attempt_days_insert ON attempts;
DROP TRIGGER attempt_days_update ON attempts;
DROP TRIGGER attempt_days_delete ON attempts;
DROP TRIGGER ledger_days_insert ON ledger;
DROP FUNCTION add_to_reading_days, change_saving_days, move_in_demand_days, add_to_demand_days,
    change_combination_counts, move_in_combination_counts, change_refresh_totals, move_in_refresh_totals, change_fetch_totals,
    move_in_fetch_totals, change_attempt_days, move_in_attempt_days, add_to_ledger_days;
DROP VIEW whole_reading_days, whole_saving_days, whole_demand_days, whole_combination_counts,
    whole_refresh_totals, whole_fetch_totals, whole_attempt_days,
    whole_ledger_days;
DROP TABLE reading_days, saving_days, demand_days, combination_counts, refresh_totals, fetch_totals, attempt_days, ledger_days;
