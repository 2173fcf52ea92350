DROP VIEW standing_fetches;
DROP TABLE answers, attempts, fetches, refreshes;
