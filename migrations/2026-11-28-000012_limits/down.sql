DROP TABLE act_items, acts;
DROP INDEX users_trigrams, users_admins;
DROP TRIGGER combination_words ON backfill_tracking;
DROP FUNCTION keep_combination_words();
DROP TABLE combination_words;
DROP FUNCTION trigrams(TEXT);
DROP TABLE alert_messages, alerts, caps;
