DROP TABLE answers, attempts, fetches;
